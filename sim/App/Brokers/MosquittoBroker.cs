using System.Diagnostics;
using System.Net.Sockets;
using Wugang.Sim.Broker;

namespace Wugang.Sim.App.Brokers;

/// <summary>A mosquitto of our own in a process of its own, with the accounts and rules of docs/guides/mosquitto.md.</summary>
internal sealed class MosquittoBroker : IMortalBroker
{
    private const string Program = "mosquitto";
    private const string PasswordProgram = "mosquitto_passwd";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(20);

    private readonly string _program;
    private readonly string _configuration;
    private readonly int _port;
    private Process? _process;

    private MosquittoBroker(string program, string configuration, int port)
    {
        (_program, _configuration, _port) = (program, configuration, port);
    }

    public string Name => Program;

    /// <summary>Writes its configuration, if it is installed.</summary>
    /// <param name="folder">An empty folder of its own; it must be able to write there.</param>
    /// <param name="port">TCP port on 127.0.0.1.</param>
    /// <param name="accounts">Who may sign in, and what for.</param>
    /// <returns>The broker, not started yet; null where mosquitto is not installed.</returns>
    /// <exception cref="InvalidOperationException">The passwords cannot be written.</exception>
    public static MosquittoBroker? Find(string folder, int port, IReadOnlyList<BrokerAccount> accounts)
    {
        if (FindProgram(Program) is not { } program || FindProgram(PasswordProgram) is not { } passwordProgram)
        {
            return null;
        }

        string passwords = Path.Combine(folder, "passwords");
        string rules = Path.Combine(folder, "rules");
        string configuration = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllLines(passwords, accounts.Select(account => $"{account.User}:{account.Password}"));
        using (Process hashing = Process.Start(passwordProgram, ["-U", passwords]))
        {
            hashing.WaitForExit();
            if (hashing.ExitCode != 0)
            {
                throw new InvalidOperationException($"{PasswordProgram} ended with exit code {hashing.ExitCode}.");
            }
        }

        File.WriteAllLines(rules, accounts.SelectMany(RulesOf));
        File.WriteAllLines(
            configuration,
            [
                $"listener {port} 127.0.0.1",
                "user root",
                "persistence true",
                $"persistence_location {folder}/",
                $"password_file {passwords}",
                $"acl_file {rules}",
                $"max_packet_size {EmbeddedBroker.MaxPacketBytes}",
                "log_dest none",
            ]);
        return new MosquittoBroker(program, configuration, port);
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(_program, ["-c", _configuration]) { RedirectStandardError = true })!;
        _process.BeginErrorReadLine();
        Stopwatch waited = Stopwatch.StartNew();
        while (!await IsListeningAsync())
        {
            if (_process.HasExited || waited.Elapsed > StartTimeout)
            {
                throw new InvalidOperationException($"{Program} does not listen on port {_port}.");
            }

            await Task.Delay(StartPause);
        }
    }

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

    /// <summary>Full path of an installed program, or null; its folder is not on every user's path.</summary>
    private static string? FindProgram(string name)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> RulesOf(BrokerAccount account)
    {
        return
        [
            "user " + account.User,
            .. account.Publish.Select(filter => "topic write " + filter),
            .. account.Subscribe.Select(filter => "topic read " + filter),
        ];
    }

    private async Task<bool> IsListeningAsync()
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
