using System.Data.Common;
using System.Reflection;
using Dapper;
using Npgsql;

namespace Wugang.Supervisor.Registry;

/// <summary>
/// Brings the tables up to date: each script of <c>Migrations</c> runs once, in order of its name. The scripts are the same for both engines, whose
/// types have names that both take.
/// </summary>
internal static class RegistryMigrations
{
    /// <summary>The schema of the tables in PostgreSQL, beside the ledger's.</summary>
    public const string Schema = "registry";

    private const long LockNumber = 0x57_53_4E_52;

    /// <summary>Waits until no other server is in the middle of a change. SQLite sees to that itself.</summary>
    public static Task LockAsync(DbConnection connection, DbTransaction transaction)
    {
        return connection is NpgsqlConnection
            ? connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockNumber)", new { LockNumber }, transaction)
            : Task.CompletedTask;
    }

    /// <exception cref="InvalidDataException">The tables were made by a newer version of this program.</exception>
    public static void Apply(DbConnection connection, string name, long nowMs)
    {
        using DbTransaction transaction = connection.BeginTransaction();
        LockAsync(connection, transaction).GetAwaiter().GetResult();

        connection.Execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at_ms BIGINT NOT NULL)", null, transaction);
        string[] done = [.. connection.Query<string>("SELECT name FROM migration", null, transaction)];
        string[] known = [.. Names()];
        if (done.Except(known).FirstOrDefault() is { } newer)
        {
            throw new InvalidDataException($"{name} was made by a newer version of this program ('{newer}' is not known here). Update this program.");
        }

        foreach (string script in known.Except(done))
        {
            connection.Execute(Read(script), null, transaction);
            connection.Execute("INSERT INTO migration (name, at_ms) VALUES (@script, @nowMs)", new { script, nowMs }, transaction);
        }

        transaction.Commit();
    }

    private static IEnumerable<string> Names()
    {
        return Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static string Read(string script)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
