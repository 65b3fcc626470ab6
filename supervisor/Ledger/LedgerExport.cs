using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Writes what a ledger received in a time to a file that anybody with the keys can check offline (docs/reference/export.md): each record as
/// received, in order, and a digest of all of it. The supervisor may use the ledger meanwhile.
/// </summary>
public sealed class LedgerExport : IDisposable
{
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    // Per node what relies on losses ahead of their place comes before the records that rely on it.
    private const string Lines = """
        SELECT 'explanation', received_ms, bytes, 0 AS part, seq AS first, 0 AS second FROM explanation WHERE node = $1 AND received_ms >= $2 AND received_ms < $3
        UNION ALL
        SELECT 'record', received_ms, bytes, 1, seq, 0 FROM record WHERE node = $1 AND received_ms >= $2 AND received_ms < $3
        UNION ALL
        SELECT 'heartbeat', received_ms, bytes, 2, boot, hb FROM heartbeat WHERE node = $1 AND received_ms >= $2 AND received_ms < $3
        ORDER BY part, first, second
        """;

    private readonly SqliteConnection _connection;

    /// <summary>Opens a ledger to read it.</summary>
    /// <exception cref="InvalidDataException">The file is absent, is no ledger, or is of another version of this program.</exception>
    public LedgerExport(string path)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            using SqliteCommand command = _connection.Prepare("PRAGMA user_version");
            long version = (long)command.ExecuteScalar()!;
            if (version != LedgerSchema.Version)
            {
                throw new InvalidDataException(
                    $"{path} is of schema {version}, this program reads {LedgerSchema.Version}: start the supervisor on it once.");
            }
        }
        catch (Exception e)
        {
            Dispose();
            throw e is SqliteException ? new InvalidDataException($"{path} cannot be read as a ledger: {e.Message}", e) : e;
        }
    }

    /// <summary>Writes the export.</summary>
    /// <param name="fromMs">Of what arrived from this time on, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">And before this time.</param>
    /// <param name="target">Takes the text.</param>
    /// <returns>How many lines there are between head and end, and the SHA-256 of all before the end.</returns>
    public (long Count, string Digest) Write(long fromMs, long toMs, TextWriter target)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void WriteLine(string line)
        {
            target.Write(line + "\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        // One look, however long it takes: what is stored meanwhile is not in it.
        using SqliteTransaction look = _connection.BeginTransaction(deferred: true);
        WriteLine($"{{\"format\":\"wugang-ledger-export\",\"version\":1,\"from\":\"{TextOf(fromMs)}\",\"to\":\"{TextOf(toMs)}\"}}");
        long count = 0;
        foreach (string node in ReadNodes())
        {
            foreach (string line in ReadLines(node, fromMs, toMs))
            {
                WriteLine(line);
                count++;
            }
        }

        string digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        target.Write($"{{\"lines\":{count},\"sha256\":\"{digest}\"}}\n");
        return (count, digest);
    }

    public void Dispose()
    {
        _connection.Dispose();
    }

    private List<string> ReadNodes()
    {
        using SqliteCommand command = _connection.Prepare("SELECT node FROM record UNION SELECT node FROM heartbeat ORDER BY node");
        using SqliteDataReader rows = command.ExecuteReader();
        List<string> nodes = [];
        while (rows.Read())
        {
            nodes.Add(rows.GetString(0));
        }

        return nodes;
    }

    private IEnumerable<string> ReadLines(string node, long fromMs, long toMs)
    {
        using SqliteCommand command = _connection.Prepare(Lines, node, fromMs, toMs);
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            string text = Encoding.ASCII.GetString(rows.GetFieldValue<byte[]>(2));
            yield return string.Create(CultureInfo.InvariantCulture, $"{{\"received_ms\":{rows.GetInt64(1)},\"{rows.GetString(0)}\":{text}}}");
        }
    }

    private static string TextOf(long unixMs)
    {
        return DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(MomentFormat, CultureInfo.InvariantCulture);
    }
}
