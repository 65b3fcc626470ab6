using System.Diagnostics;
using System.Net.Sockets;
using Wugang.Sim.Broker;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A real mosquitto on a port of its own, with the accounts and rules of docs/guides/mosquitto.md.</summary>
internal sealed class Mosquitto : IDisposable
{
    private const string Program = "/usr/sbin/mosquitto";

    private readonly TempFolder _folder = new();
    private Process? _process;

    public Mosquitto(int port, IEnumerable<BrokerAccount> accounts)
    {
        Port = port;
        string passwords = _folder.PathOf("passwords");
        File.WriteAllText(passwords, "");
        foreach (BrokerAccount account in accounts)
        {
            Run("mosquitto_passwd", "-b", passwords, account.User, account.Password);
        }

        File.WriteAllLines(_folder.PathOf("rules"), accounts.SelectMany(RulesOf));
        File.WriteAllText(
            _folder.PathOf("mosquitto.conf"),
            $"""
            listener {port} 127.0.0.1
            user root
            persistence true
            persistence_location {_folder.Root}/
            password_file {passwords}
            acl_file {_folder.PathOf("rules")}
            max_packet_size 32768

            """);
    }

    public int Port { get; }

    public async Task StartAsync()
    {
        ProcessStartInfo start = new(Program, ["-c", _folder.PathOf("mosquitto.conf")]);
        try
        {
            _process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Fail($"{Program} is not installed ({e.Message}): run bash tests/run, which installs it.");
        }

        await Eventually.IsTrueAsync(IsListeningAsync, "mosquitto listens");
    }

    /// <summary>Kills it at once: no goodbye to anybody.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            Kill();
        }

        _folder.Dispose();
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

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, program);
    }

    private async Task<bool> IsListeningAsync()
    {
        Assert.IsFalse(_process!.HasExited, "mosquitto has stopped");
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
