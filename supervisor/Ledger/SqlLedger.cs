using System.Data.Common;
using System.Globalization;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Ledger;

/// <summary>What is the same on every SQL engine: the queries, with numbered values <c>$1</c>, <c>$2</c>, …</summary>
public abstract class SqlLedger : ILedgerStore
{
    /// <summary>Messages kept in quarantine; the oldest make room.</summary>
    public const int QuarantineMax = 1000;

    private const string DayFormat = "yyyy-MM-dd";

    // Per node what relies on losses ahead of their place comes before the records that rely on it.
    private const string Arrived = """
        SELECT 'explanation' AS what, received_ms, bytes, 0 AS part, seq AS first, 0 AS second FROM explanation
            WHERE node = $1 AND received_ms >= $2 AND received_ms < $3
        UNION ALL
        SELECT 'record', received_ms, bytes, 1, seq, 0 FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND received_ms >= $2 AND received_ms < $3
        UNION ALL
        SELECT 'heartbeat', received_ms, bytes, 2, boot, hb FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) AND received_ms >= $2 AND received_ms < $3
        ORDER BY part, first, second
        """;

    public abstract void Commit(LedgerBatch batch);

    public abstract void Dispose();

    public byte[]? Find(string node, long sequence)
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(connection, "SELECT bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND seq = $2", node, sequence);
        return (byte[]?)command.ExecuteScalar();
    }

    public long FindStart(string node, long receivedMs)
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(
            connection, "SELECT MAX(seq) FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND kind = 1 AND received_ms < $2", node, receivedMs);
        return command.ExecuteScalar() as long? ?? 1;
    }

    public IEnumerable<LedgerEntry> ReadNewestOfEachSubject(string node, long beforeSequence)
    {
        return Read(
            """
            SELECT record.received_ms, record.bytes FROM subject JOIN record ON record.node = subject.node AND record.seq = subject.seq
            WHERE subject.node = (SELECT id FROM node WHERE name = $1) AND subject.seq < $2 ORDER BY subject.seq
            """,
            node,
            beforeSequence);
    }

    public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence)
    {
        return Read("SELECT received_ms, bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND seq >= $2 ORDER BY seq", node, fromSequence);
    }

    public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence, RecordKind kind)
    {
        return Read(
            "SELECT received_ms, bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND seq >= $2 AND kind = $3 ORDER BY seq",
            node,
            fromSequence,
            (int)kind);
    }

    public LedgerEntry? FindRecord(string node, long sequence)
    {
        return Read(
            "SELECT received_ms, bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) AND seq = $2", node, sequence).FirstOrDefault();
    }

    public LedgerEntry? FindHeartbeat(string node, long boot, long number)
    {
        return Read(
            "SELECT received_ms, bytes FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) AND boot = $2 AND hb = $3",
            node,
            boot,
            number).FirstOrDefault();
    }

    public LedgerEntry? FindNewestHeartbeat(string node)
    {
        return Read(
            "SELECT received_ms, bytes FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) ORDER BY boot DESC, hb DESC LIMIT 1",
            node).FirstOrDefault();
    }

    public IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs)
    {
        return Read(
            "SELECT received_ms, bytes FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) AND received_ms >= $2 ORDER BY boot, hb",
            node,
            fromReceivedMs);
    }

    public IEnumerable<LedgerEntry> ReadExplanations(string node)
    {
        return Read("SELECT received_ms, bytes FROM explanation WHERE node = $1 ORDER BY seq", node);
    }

    public IEnumerable<DayChange> ReadDayChanges(string facility, DateOnly fromDay, DateOnly toDay)
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(
            connection,
            """
            SELECT day, at_ms, kind, protected_ms, not_protected_ms, unknown_ms, is_compliant FROM day_change
            WHERE facility = $1 AND day BETWEEN $2 AND $3 ORDER BY id
            """,
            facility,
            NameOf(fromDay),
            NameOf(toDay));
        using DbDataReader rows = command.ExecuteReader();
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

    public IReadOnlyList<string> ReadNodes()
    {
        using DbConnection connection = Open();
        return ReadNodes(connection, null);
    }

    public int DropHeartbeats(string node, long beforeMs)
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(
            connection,
            """
            DELETE FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) AND received_ms < $2 AND (boot, hb) <
                (SELECT boot, hb FROM heartbeat WHERE node = (SELECT id FROM node WHERE name = $1) ORDER BY boot DESC, hb DESC LIMIT 1)
            """,
            node,
            beforeMs);
        return command.ExecuteNonQuery();
    }

    public long CountRecords()
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(connection, "SELECT COUNT(*) FROM record");
        return (long)command.ExecuteScalar()!;
    }

    public IEnumerable<(string What, long ReceivedMs, byte[] Bytes)> ReadArrived(long fromMs, long toMs)
    {
        using DbConnection connection = Open();
        using DbTransaction look = BeginLook(connection);
        foreach (string node in ReadNodes(connection, look))
        {
            using DbCommand command = Prepare(connection, Arrived, node, fromMs, toMs);
            command.Transaction = look;
            using DbDataReader rows = command.ExecuteReader();
            while (rows.Read())
            {
                yield return (rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2));
            }
        }
    }

    /// <summary>Stores what of a batch both engines store alike: all but its records and heartbeats. Within the transaction that runs.</summary>
    protected void StoreBesides(DbConnection connection, LedgerBatch batch)
    {
        foreach (LedgerEntry loss in batch.Explanations)
        {
            Run(
                connection,
                "INSERT INTO explanation (node, seq, received_ms, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                loss.Record.Node,
                loss.Record.Sequence,
                loss.ReceivedMs,
                loss.Record.Bytes);
        }

        foreach (QuarantinedMessage message in batch.Quarantined)
        {
            Run(
                connection,
                "INSERT INTO quarantine (received_ms, topic, reason, length_bytes, head) VALUES ($1, $2, $3, $4, $5)",
                message.ReceivedMs,
                SpellTopic(message.Topic),
                Rejections.NameOf(message.Reason),
                message.LengthBytes,
                message.Head);
        }

        if (batch.Quarantined.Count > 0)
        {
            Run(connection, "DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - $1", (long)QuarantineMax);
        }

        foreach (DayChange change in batch.DayChanges)
        {
            Run(
                connection,
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
    }

    /// <summary>The newest record about each zone and meter of a batch.</summary>
    /// <param name="entries">Its records.</param>
    /// <param name="idOf">The number of a node.</param>
    protected static Dictionary<(T Node, string Subject), long> SubjectsOf<T>(IEnumerable<LedgerEntry> entries, Func<string, T> idOf)
    {
        Dictionary<(T Node, string Subject), long> newest = [];
        foreach (VerifiedRecord record in entries.Select(entry => entry.Record))
        {
            if (record.Content?.Subject is { } subject)
            {
                newest[(idOf(record.Node), subject)] = record.Sequence;
            }
        }

        return newest;
    }

    /// <summary>A topic as the engine can keep it.</summary>
    protected virtual string SpellTopic(string topic)
    {
        return topic;
    }

    /// <summary>Opens a connection to read.</summary>
    protected abstract DbConnection Open();

    /// <summary>Begins a transaction in which everything stays as it is now.</summary>
    protected abstract DbTransaction BeginLook(DbConnection connection);

    /// <summary>A statement with its values.</summary>
    protected abstract DbCommand Prepare(DbConnection connection, string sql, params object[] values);

    private static string NameOf(DateOnly day)
    {
        return day.ToString(DayFormat, CultureInfo.InvariantCulture);
    }

    private void Run(DbConnection connection, string sql, params object[] values)
    {
        using DbCommand command = Prepare(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private List<string> ReadNodes(DbConnection connection, DbTransaction? look)
    {
        using DbCommand command = Prepare(connection, "SELECT name FROM node ORDER BY name");
        command.Transaction = look;
        using DbDataReader rows = command.ExecuteReader();
        List<string> nodes = [];
        while (rows.Read())
        {
            nodes.Add(rows.GetString(0));
        }

        return nodes;
    }

    private IEnumerable<LedgerEntry> Read(string sql, params object[] values)
    {
        using DbConnection connection = Open();
        using DbCommand command = Prepare(connection, sql, values);
        using DbDataReader rows = command.ExecuteReader();
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
}
