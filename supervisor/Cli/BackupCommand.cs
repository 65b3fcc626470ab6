using System.CommandLine;
using Wugang.Supervisor.Ledger;

namespace Wugang.Supervisor.Cli;

/// <summary><c>backup</c>: all that a supervisor of its own cannot do without, copied while it runs.</summary>
internal static class BackupCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] Databases = ["ledger.db", "registry.db"];
    private static readonly string[] Files = ["supervisor-key.pem"];
    private static readonly string[] Folders = ["key-ring", "billing"];

    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "The supervisor's data folder.", DefaultValueFactory = _ => "data" };
        Option<string> output = new("--out") { Description = "The folder to make; it must not be there yet.", Required = true };
        Command command = new(
            "backup", "Copies a supervisor's data folder while it runs: ledger, registry, keys, bills. The copy is a data folder; it holds secrets (docs/reference/server.md).")
        {
            data, output,
        };
        command.SetAction(parsed => Run(parsed.GetValue(data)!, parsed.GetValue(output)!));
        return command;
    }

    private static int Run(string data, string output)
    {
        if (!File.Exists(Path.Combine(data, Databases[0])))
        {
            Console.Error.WriteLine($"{data} (--data) holds no {Databases[0]}: is it the data folder? Of a cluster, the database is PostgreSQL's to back up (pg_dump).");
            return ExitCode.BadInput;
        }

        if (Path.Exists(output))
        {
            Console.Error.WriteLine($"{output} (--out) is there already. A backup goes into a folder of its own.");
            return ExitCode.BadInput;
        }

        try
        {
            MakeFolder(output);
            foreach (string name in Databases.Where(name => File.Exists(Path.Combine(data, name))))
            {
                SqliteBackup.Copy(Path.Combine(data, name), Path.Combine(output, name));
            }

            foreach (string name in Files.Concat(Folders.SelectMany(folder => FilesOf(data, folder))).Where(name => File.Exists(Path.Combine(data, name))))
            {
                MakeFolder(Path.GetDirectoryName(Path.Combine(output, name))!);
                File.Copy(Path.Combine(data, name), Path.Combine(output, name));
            }

            using SqliteLedger copy = SqliteLedger.OpenToRead(Path.Combine(output, Databases[0]));
            Console.Out.WriteLine($"records={copy.CountRecords()}");
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }

    private static IEnumerable<string> FilesOf(string data, string folder)
    {
        string path = Path.Combine(data, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(data, file))
            : [];
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
