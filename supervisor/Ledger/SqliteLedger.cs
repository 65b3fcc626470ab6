using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Every verified record as received, append-only, in one SQLite file. What <see cref="Commit"/> returned for would
/// survive a loss of power: write-ahead log, full synchronisation, one transaction for all that is waiting.
/// </summary>
/// <remarks>Writes come from one thread; reads may come from any.</remarks>
public sealed class SqliteLedger : ILedger, IDisposable
{
    /// <summary>Messages kept in quarantine; the oldest make room.</summary>
    public const int QuarantineMax = 1000;

    private const int SchemaVersion = 1;

    // How long to wait for another program that holds the file, in seconds; then the commit fails and is tried again later.
    private const int BusyTimeoutS = 1;

    private const string Schema = """
        CREATE TABLE record (
            node TEXT NOT NULL,
            seq INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (node, seq)
        ) WITHOUT ROWID;
        CREATE TABLE heartbeat (
            node TEXT NOT NULL,
            boot INTEGER NOT NULL,
            hb INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (node, boot, hb)
        ) WITHOUT ROWID;
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            received_ms INTEGER NOT NULL,
            topic TEXT NOT NULL,
            reason TEXT NOT NULL,
            length_bytes INTEGER NOT NULL,
            head BLOB NOT NULL
        );
        """;

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _lookup;

    /// <summary>Opens the ledger, or makes it where the file is absent.</summary>
    /// <exception cref="InvalidDataException">The file is no ledger, cannot be written, or was made by a newer version of this program.</exception>
    public SqliteLedger(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusyTimeoutS,
        }.ToString();
        _writer = new SqliteConnection(_connectionString);
        _lookup = new SqliteConnection(_connectionString);
        try
        {
            _writer.Open();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            Migrate(path);
            _lookup.Open();
        }
        catch (Exception e)
        {
            Dispose();
            throw e is SqliteException ? new InvalidDataException($"{path} cannot be used as the ledger: {e.Message}", e) : e;
        }
    }

    /// <summary>How long the newest commit took.</summary>
    public TimeSpan NewestCommitDuration { get; private set; }

    /// <summary>Stores all of it, or nothing.</summary>
    /// <exception cref="SqliteException">The disk is full or failed; nothing was stored.</exception>
    public void Commit(LedgerBatch batch)
    {
        long start = Stopwatch.GetTimestamp();
        using SqliteTransaction transaction = _writer.BeginTransaction();
        foreach (LedgerEntry entry in batch.Entries)
        {
            Insert(entry);
        }

        foreach (QuarantinedMessage message in batch.Quarantined)
        {
            Run(
                "INSERT INTO quarantine (received_ms, topic, reason, length_bytes, head) VALUES ($1, $2, $3, $4, $5)",
                message.ReceivedMs,
                message.Topic,
                Rejections.NameOf(message.Reason),
                message.LengthBytes,
                message.Head);
        }

        if (batch.Quarantined.Count > 0)
        {
            Run("DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - $1", QuarantineMax);
        }

        transaction.Commit();
        NewestCommitDuration = Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The record of a node with this number as received, or null. For the writing thread.</summary>
    public byte[]? Find(string node, long sequence)
    {
        using SqliteCommand command = Prepare(_lookup, "SELECT bytes FROM record WHERE node = $1 AND seq = $2", node, sequence);
        return (byte[]?)command.ExecuteScalar();
    }

    /// <summary>All records of a node in order of their numbers, from <paramref name="fromSequence"/> on.</summary>
    public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence)
    {
        return Read("SELECT received_ms, bytes FROM record WHERE node = $1 AND seq >= $2 ORDER BY seq", node, fromSequence);
    }

    /// <summary>The newest heartbeat of a node, or null.</summary>
    public LedgerEntry? FindNewestHeartbeat(string node)
    {
        return Read(
            "SELECT received_ms, bytes FROM heartbeat WHERE node = $1 ORDER BY boot DESC, hb DESC LIMIT 1",
            node).FirstOrDefault();
    }

    /// <summary>All heartbeats of a node that arrived at or after a time, in order of boot and number.</summary>
    public IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs)
    {
        return Read(
            "SELECT received_ms, bytes FROM heartbeat WHERE node = $1 AND received_ms >= $2 ORDER BY boot, hb",
            node,
            fromReceivedMs);
    }

    /// <summary>How many records of journals are stored.</summary>
    public long CountRecords()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = Prepare(connection, "SELECT COUNT(*) FROM record");
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        _lookup.Dispose();
        _writer.Dispose();
    }

    private void Insert(LedgerEntry entry)
    {
        VerifiedRecord record = entry.Record;
        if (record.Kind == RecordKind.Heartbeat)
        {
            Run(
                "INSERT INTO heartbeat (node, boot, hb, received_ms, bytes) VALUES ($1, $2, $3, $4, $5)",
                record.Node,
                record.Boot,
                record.Heartbeat,
                entry.ReceivedMs,
                record.Bytes);
        }
        else
        {
            Run(
                "INSERT INTO record (node, seq, received_ms, bytes) VALUES ($1, $2, $3, $4)",
                record.Node,
                record.Sequence,
                entry.ReceivedMs,
                record.Bytes);
        }
    }

    private IEnumerable<LedgerEntry> Read(string sql, params object[] values)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = Prepare(connection, sql, values);
        using SqliteDataReader rows = command.ExecuteReader();
        RecordReader reader = new();
        while (rows.Read())
        {
            byte[] bytes = rows.GetFieldValue<byte[]>(1);
            if (reader.Read(bytes, 0, bytes.Length) != ReadStatus.Ok)
            {
                throw new InvalidDataException("The ledger holds bytes that are no record: the file was damaged.");
            }

            yield return new LedgerEntry(VerifiedRecord.From(reader, bytes), rows.GetInt64(0));
        }
    }

    private void Migrate(string path)
    {
        using SqliteCommand command = Prepare(_writer, "PRAGMA user_version");
        long version = (long)command.ExecuteScalar()!;
        if (version > SchemaVersion)
        {
            throw new InvalidDataException($"{path} was made by a newer version of this program (schema {version}).");
        }

        if (version == 0)
        {
            using SqliteTransaction transaction = _writer.BeginTransaction();
            Execute(Schema);
            Execute($"PRAGMA user_version = {SchemaVersion}");
            transaction.Commit();
        }
    }

    private SqliteConnection Open()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = Prepare(_writer, sql);
        command.ExecuteNonQuery();
    }

    private void Run(string sql, params object[] values)
    {
        using SqliteCommand command = Prepare(_writer, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params object[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return command;
    }
}
