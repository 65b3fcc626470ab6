using System.Diagnostics;
using Npgsql;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A real PostgreSQL server of these tests' own, from Debian's package; each test has a database of its own in it.</summary>
internal sealed class PostgresServer
{
    private const string Programs = "/usr/lib/postgresql";
    private const string Account = "postgres";
    private static readonly Lazy<PostgresServer> Shared = new(() => new PostgresServer());

    private readonly string _folder = Directory.CreateTempSubdirectory("wugang-postgres-").FullName;
    private readonly int _port = Ports.TakeFree();
    private readonly Process _process;

    private int _databases;

    private PostgresServer()
    {
        string? newest = Directory.Exists(Programs) ? Directory.GetDirectories(Programs).Order(StringComparer.Ordinal).LastOrDefault() : null;
        Assert.IsNotNull(newest, "PostgreSQL is not installed: run bash tests/run, which installs it.");

        // It refuses to run as root; Debian's package brings an account for it.
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", Account, _folder);
        }

        string data = Path.Combine(_folder, "data");
        Run([.. AsItself, $"{newest}/bin/initdb", "-D", data, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        _process = Start([.. AsItself, $"{newest}/bin/postgres", "-D", data, "-p", $"{_port}", "-k", _folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"]);
    }

    private static string[] AsItself => Environment.IsPrivilegedProcess ? ["runuser", "-u", Account, "--"] : [];

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public static string MakeDatabase()
    {
        PostgresServer server = Shared.Value;
        string name = $"test_{Interlocked.Increment(ref server._databases)}";
        string root = $"Host=127.0.0.1;Port={server._port};Username={Account};Pooling=false;";
        Eventually.IsTrueAsync(() => server.TryMake(root, name), "PostgreSQL answers").GetAwaiter().GetResult();
        return $"Host=127.0.0.1;Port={server._port};Username={Account};Database={name};Maximum Pool Size=20";
    }

    /// <summary>Stops it, if it was needed.</summary>
    public static void StopShared()
    {
        if (Shared.IsValueCreated)
        {
            Shared.Value.Stop();
        }
    }

    private bool TryMake(string root, string name)
    {
        Assert.IsFalse(_process.HasExited, "PostgreSQL has ended.");
        try
        {
            using NpgsqlDataSource source = NpgsqlDataSource.Create(root + "Database=postgres");
            using NpgsqlCommand command = source.CreateCommand($"CREATE DATABASE {name}");
            command.ExecuteNonQuery();
            return true;
        }
        catch (NpgsqlException e) when (e is not PostgresException { SqlState: "42P04" })
        {
            return false;
        }
    }

    private void Stop()
    {
        if (!_process.HasExited)
        {
            // To the server itself: its parent only waits for it.
            string pid = File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First();
            Run("kill", "-QUIT", pid);
            _process.WaitForExit();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void Run(params string[] command)
    {
        using Process process = Start(command);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, string.Join(' ', command));
    }

    private static Process Start(string[] command)
    {
        Process process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
