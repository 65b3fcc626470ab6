using System.Diagnostics;
using System.Text.Json;
using Wugang.Supervisor.Server;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Cluster;

/// <summary>A supervisor in a process of its own, started from a settings file as an operator would, so that it can be killed at any instruction.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];

    private ServerProcess(string settingsPath)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(SupervisorHost).Assembly.Location, settingsPath])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Exited += (_, _) => _url.TrySetException(new InvalidOperationException($"The server has ended: {Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    public HttpClient Http { get; } = new();

    /// <summary>Starts one and waits until it hears the broker.</summary>
    public static async Task<ServerProcess> StartAsync(string settingsPath)
    {
        ServerProcess server = new(settingsPath);
        try
        {
            server.Http.BaseAddress = new Uri(await server._url.Task.WaitAsync(Eventually.Patience));
            await Eventually.IsTrueAsync(server.IsHealthyAsync, "the server hears the broker");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        return JsonElement.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    /// <summary>Kills it: nobody hears a goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private async Task<bool> IsHealthyAsync()
    {
        return (await GetAsync("/healthz")).GetProperty("status").GetString() == "ok";
    }

    private void Note(string? line)
    {
        const string Greeting = "Listening on ";
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Add(line);
        }

        if (line.StartsWith(Greeting, StringComparison.Ordinal))
        {
            _url.TrySetResult(line[Greeting.Length..].TrimEnd('.'));
        }
    }
}
