using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

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

    private const string DayFormat = "yyyy-MM-dd";

    // How long to wait for another program that holds the file, in seconds; then the commit fails and is tried again later.
    private const int BusyTimeoutS = 1;

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
            _writer.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            LedgerSchema.Migrate(_writer, path);
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

        foreach (LedgerEntry loss in batch.Explanations)
        {
            _writer.Run(
                "INSERT OR IGNORE INTO explanation (node, seq, received_ms, bytes) VALUES ($1, $2, $3, $4)",
                loss.Record.Node,
                loss.Record.Sequence,
                loss.ReceivedMs,
                loss.Record.Bytes);
        }

        foreach (QuarantinedMessage message in batch.Quarantined)
        {
            _writer.Run(
                "INSERT INTO quarantine (received_ms, topic, reason, length_bytes, head) VALUES ($1, $2, $3, $4, $5)",
                message.ReceivedMs,
                message.Topic,
                Rejections.NameOf(message.Reason),
                message.LengthBytes,
                message.Head);
        }

        if (batch.Quarantined.Count > 0)
        {
            _writer.Run("DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - $1", QuarantineMax);
        }

        foreach (DayChange change in batch.DayChanges)
        {
            Insert(change);
        }

        transaction.Commit();
        NewestCommitDuration = Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The record of a node with this number as received, or null. For the writing thread.</summary>
    public byte[]? Find(string node, long sequence)
    {
        using SqliteCommand command = _lookup.Prepare("SELECT bytes FROM record WHERE node = $1 AND seq = $2", node, sequence);
        return (byte[]?)command.ExecuteScalar();
    }

    public long FindStart(string node, long receivedMs)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.Prepare(
            "SELECT MAX(seq) FROM record WHERE node = $1 AND kind = 1 AND received_ms < $2", node, receivedMs);
        return command.ExecuteScalar() as long? ?? 1;
    }

    public IEnumerable<LedgerEntry> ReadNewestOfEachSubject(string node, long beforeSequence)
    {
        return Read(
            """
            SELECT received_ms, bytes FROM record WHERE node = $1 AND seq IN (
                SELECT MAX(seq) FROM record WHERE node = $1 AND subject IS NOT NULL AND seq < $2 GROUP BY subject)
            ORDER BY seq
            """,
            node,
            beforeSequence);
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

    /// <summary>Losses of a node that were relied on ahead of their place, in order of their numbers.</summary>
    public IEnumerable<LedgerEntry> ReadExplanations(string node)
    {
        return Read("SELECT received_ms, bytes FROM explanation WHERE node = $1 ORDER BY seq", node);
    }

    public IEnumerable<DayChange> ReadDayChanges(string facility, DateOnly fromDay, DateOnly toDay)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.Prepare(
            """
            SELECT day, at_ms, kind, protected_ms, not_protected_ms, unknown_ms, is_compliant FROM day_change
            WHERE facility = $1 AND day BETWEEN $2 AND $3 ORDER BY id
            """,
            facility,
            NameOf(fromDay),
            NameOf(toDay));
        using SqliteDataReader rows = command.ExecuteReader();
        Dictionary<DateOnly, DaySummary> before = [];
        while (rows.Read())
        {
            DateOnly day = DateOnly.ParseExact(rows.GetString(0), DayFormat, CultureInfo.InvariantCulture);
            DaySummary after = new(day, rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5));
            DayChangeKind kind = (DayChangeKind)rows.GetInt32(2);
            yield return new DayChange(facility, rows.GetInt64(1), kind, before.GetValueOrDefault(day), after, rows.GetBoolean(6));
            before[day] = after;
        }
    }

    /// <summary>How many records of journals are stored.</summary>
    public long CountRecords()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.Prepare("SELECT COUNT(*) FROM record");
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
            _writer.Run(
                "INSERT INTO heartbeat (node, boot, hb, received_ms, bytes) VALUES ($1, $2, $3, $4, $5)",
                record.Node,
                record.Boot,
                record.Heartbeat,
                entry.ReceivedMs,
                record.Bytes);
        }
        else
        {
            _writer.Run(
                "INSERT INTO record (node, seq, received_ms, bytes, kind, subject) VALUES ($1, $2, $3, $4, $5, $6)",
                record.Node,
                record.Sequence,
                entry.ReceivedMs,
                record.Bytes,
                (int)record.Kind,
                record.Content?.Subject ?? (object)DBNull.Value);
        }
    }

    private void Insert(DayChange change)
    {
        _writer.Run(
            """
            INSERT INTO day_change (facility, day, at_ms, kind, protected_ms, not_protected_ms, unknown_ms, is_compliant)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            change.Facility,
            NameOf(change.Day),
            change.AtMs,
            (int)change.Kind,
            change.After.ProtectedMs,
            change.After.NotProtectedMs,
            change.After.UnknownMs,
            change.IsCompliant);
    }

    private static string NameOf(DateOnly day)
    {
        return day.ToString(DayFormat, CultureInfo.InvariantCulture);
    }

    private IEnumerable<LedgerEntry> Read(string sql, params object[] values)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.Prepare(sql, values);
        using SqliteDataReader rows = command.ExecuteReader();
        RecordReader reader = new();
        while (rows.Read())
        {
            byte[] bytes = rows.GetFieldValue<byte[]>(1);
            if (reader.Read(bytes, 0, bytes.Length) != ReadStatus.Ok)
            {
                throw new InvalidDataException("The ledger holds bytes that are no record: the file was damaged.");
            }

            long receivedMs = rows.GetInt64(0);
            yield return new LedgerEntry(VerifiedRecord.From(reader, bytes, receivedMs), receivedMs);
        }
    }

    private SqliteConnection Open()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        return connection;
    }
}
