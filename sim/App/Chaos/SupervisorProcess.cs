using System.Diagnostics;
using System.Text.Json;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App.Chaos;

/// <summary>The supervisor in a process of its own, so that it can be killed at any instruction; the ledger stays.</summary>
internal sealed class SupervisorProcess(SupervisorOrder order) : IAsyncDisposable
{
    /// <summary>The command by which this program becomes that process.</summary>
    public static readonly string[] Command = ["chaos", "supervisor"];

    private const string Ready = "ready";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>Starts it; its ledger is open when this returns.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartAsync()
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = isHost ? [typeof(SupervisorProcess).Assembly.Location, .. Command] : Command;
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data, ready);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
        await _process.StandardInput.FlushAsync();
        if (await Task.WhenAny(ready.Task, Task.Delay(StartTimeout)) != ready.Task || !await ready.Task)
        {
            throw new InvalidOperationException("The supervisor does not start.");
        }
    }

    /// <summary>Kills it: what it had not stored is gone, and nobody hears a goodbye.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.KillAndWaitAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
    }

    /// <summary>The other side: is the supervisor until its input ends, so that none outlives who started it.</summary>
    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        SupervisorOrder order = JsonSerializer.Deserialize<SupervisorOrder>(await input.ReadLineAsync() ?? "")
            ?? throw new JsonException("There is no order.");
        await using WebApplication supervisor = SupervisorHost.Build(order.ToOptions(), TimeProvider.System);
        await supervisor.StartAsync();
        await output.WriteLineAsync(Ready);
        await input.ReadToEndAsync();
        await supervisor.StopAsync();
    }

    /// <summary>A line of its log, or null once it has ended.</summary>
    private static void Note(string? line, TaskCompletionSource<bool> ready)
    {
        if (line is null or Ready)
        {
            ready.TrySetResult(line is Ready);
        }
    }
}
