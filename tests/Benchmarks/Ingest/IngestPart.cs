using System.Diagnostics;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>One process of the measurement. It says "ready", and goes on at the next line of its input.</summary>
internal sealed class IngestPart : IDisposable
{
    public const string Load = "ingest-load";
    public const string Bare = "ingest-bare";
    public const string Supervisor = "ingest-supervisor";
    public const string Broker = "ingest-broker";

    private readonly Process _process;

    private IngestPart(Process process)
    {
        _process = process;
    }

    /// <summary>Starts this program as one of the parts.</summary>
    public static Task<IngestPart> StartAsync(string part, IngestOrder order)
    {
        return StartAsync(Environment.ProcessPath!, [typeof(IngestPart).Assembly.Location, part, order.ToString()]);
    }

    /// <summary>Starts another program, which is ready once it says so.</summary>
    public static async Task<IngestPart> StartAsync(string program, IReadOnlyList<string> arguments)
    {
        if (Path.GetFileNameWithoutExtension(program) != "dotnet" && arguments[0].EndsWith(".dll", StringComparison.Ordinal))
        {
            arguments = [.. arguments.Skip(1)]; // The program is this assembly's own host.
        }

        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        IngestPart part = new(process);
        string line = await part.ReadLineAsync();
        return line == "ready" ? part : throw new InvalidOperationException($"{arguments[0]} does not start: {line}");
    }

    public async Task<string> ReadLineAsync()
    {
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A part of the measurement ended early.");
    }

    public async Task GoOnAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
    }

    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
