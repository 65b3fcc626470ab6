using Microsoft.Data.Sqlite;

namespace Wugang.Supervisor.Ledger;

/// <summary>Copies SQLite files while they are in use.</summary>
public static class SqliteBackup
{
    /// <summary>Copies a database as it is at one instant; whoever writes to it goes on meanwhile. The copy is read through once and synchronised.</summary>
    /// <param name="source">The file; it must be there.</param>
    /// <param name="target">The copy; it must not be there yet.</param>
    /// <exception cref="InvalidDataException">The source is no database or is damaged, or the target cannot be written.</exception>
    public static void Copy(string source, string target)
    {
        try
        {
            using (SqliteConnection from = Open(source, SqliteOpenMode.ReadOnly))
            using (SqliteConnection to = Open(target, SqliteOpenMode.ReadWriteCreate))
            {
                from.BackupDatabase(to);
                using SqliteCommand check = to.Prepare("PRAGMA integrity_check");
                if (check.ExecuteScalar() is not "ok")
                {
                    throw new InvalidDataException($"{source} is damaged: {target} is a copy of it as it is, and no good backup.");
                }
            }

            using FileStream file = new(target, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{source} cannot be copied to {target}: {e.Message}", e);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
