using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// The ledger of several servers in one PostgreSQL database: records in partitions by month of arrival. What <see cref="Commit"/> returned for is
/// durable as far as the server's <c>synchronous_commit</c> goes, which is on unless somebody turned it off.
/// </summary>
/// <remarks>
/// The table <c>node</c> holds how far each node is stored. A commit moves it on in the same transaction and is refused where it is further
/// already: of two servers that both take themselves for the one that looks after a node, one stores each record.
/// </remarks>
public sealed class PostgresLedger : SqlLedger
{
    private const string MoveOn = """
        UPDATE node SET
            seq = GREATEST(node.seq, batch.last_seq),
            boot = CASE WHEN batch.last_boot > 0 THEN batch.last_boot ELSE node.boot END,
            hb = CASE WHEN batch.last_boot > 0 THEN batch.last_hb ELSE node.hb END
        FROM UNNEST($1, $2, $3, $4, $5, $6, $7) AS batch (name, first_seq, last_seq, first_boot, first_hb, last_boot, last_hb)
        WHERE node.name = batch.name
            AND (batch.first_seq = 0 OR node.seq < batch.first_seq)
            AND (batch.first_boot = 0 OR (node.boot, node.hb) < (batch.first_boot, batch.first_hb))
        """;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresPartitions _partitions = new();

    /// <summary>Opens the ledger, or makes its tables where they are absent.</summary>
    /// <param name="connectionString">As Npgsql reads it, such as <c>Host=127.0.0.1;Database=wugang;Username=wugang;Password=…</c>.</param>
    /// <exception cref="InvalidDataException">The database does not answer, or was made by a newer version of this program.</exception>
    public PostgresLedger(string connectionString)
    {
        try
        {
            _source = NpgsqlDataSource.Create(connectionString);
            using NpgsqlConnection connection = _source.OpenConnection();
            PostgresSchema.Migrate(connection);
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException)
        {
            _source?.Dispose();
            throw new InvalidDataException($"The ledger's PostgreSQL database cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Stores all of it, or nothing.</summary>
    /// <exception cref="NpgsqlException">The database is away or failed; nothing was stored.</exception>
    /// <exception cref="LedgerConflictException">Another server has stored records of the same node meanwhile.</exception>
    public override void Commit(LedgerBatch batch)
    {
        _partitions.Prepare(_source, batch.Entries.Select(entry => entry.ReceivedMs));
        using NpgsqlConnection connection = _source.OpenConnection();
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        if (batch.Entries.Count > 0)
        {
            MoveNodesOn(connection, batch.Entries);
            CopyRecords(connection, batch.Entries);
            CopyHeartbeats(connection, batch.Entries);
        }

        foreach (LedgerEntry loss in batch.Explanations)
        {
            connection.Run(
                "INSERT INTO explanation (node, seq, received_ms, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                loss.Record.Node,
                loss.Record.Sequence,
                loss.ReceivedMs,
                loss.Record.Bytes);
        }

        AddToQuarantine(connection, batch.Quarantined);
        foreach (DayChange change in batch.DayChanges)
        {
            connection.Run(
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

        transaction.Commit();
    }

    public override void Dispose()
    {
        _source.Dispose();
    }

    protected override DbConnection Open()
    {
        return _source.OpenConnection();
    }

    protected override DbTransaction BeginLook(DbConnection connection)
    {
        return connection.BeginTransaction(IsolationLevel.RepeatableRead);
    }

    protected override DbCommand Prepare(DbConnection connection, string sql, params object[] values)
    {
        return ((NpgsqlConnection)connection).Prepare(sql, values);
    }

    /// <exception cref="LedgerConflictException">One of them is further already.</exception>
    private static void MoveNodesOn(NpgsqlConnection connection, IReadOnlyCollection<LedgerEntry> entries)
    {
        StoredAdvance[] advances = [.. StoredAdvance.Of(entries)];
        string[] names = [.. advances.Select(advance => advance.Node)];
        object[] values =
        [
            names,
            advances.Select(advance => advance.FirstSequence).ToArray(),
            advances.Select(advance => advance.LastSequence).ToArray(),
            advances.Select(advance => advance.FirstHeartbeat.Boot).ToArray(),
            advances.Select(advance => advance.FirstHeartbeat.Number).ToArray(),
            advances.Select(advance => advance.LastHeartbeat.Boot).ToArray(),
            advances.Select(advance => advance.LastHeartbeat.Number).ToArray(),
        ];
        int moved = connection.Run(MoveOn, values);
        if (moved == names.Length)
        {
            return;
        }

        // Nodes that are new here; those that were moved on already are not moved twice.
        int added = connection.Run(
            """
            INSERT INTO node (name, seq, boot, hb)
            SELECT batch.name, last_seq, last_boot, last_hb FROM UNNEST($1, $2, $3, $4) AS batch (name, last_seq, last_boot, last_hb)
            WHERE NOT EXISTS (SELECT 1 FROM node WHERE node.name = batch.name) ON CONFLICT DO NOTHING
            """,
            names,
            values[2],
            values[5],
            values[6]);
        if (moved + added != names.Length)
        {
            throw new LedgerConflictException("Another server has stored records of the same node.");
        }
    }

    private static void CopyRecords(NpgsqlConnection connection, IReadOnlyCollection<LedgerEntry> entries)
    {
        using NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
            "COPY record (node, seq, received_ms, bytes, kind, subject) FROM STDIN (FORMAT BINARY)");
        foreach ((VerifiedRecord record, long receivedMs) in entries.Where(entry => entry.Record.Kind != RecordKind.Heartbeat))
        {
            copy.StartRow();
            copy.Write(record.Node, NpgsqlDbType.Text);
            copy.Write(record.Sequence, NpgsqlDbType.Bigint);
            copy.Write(receivedMs, NpgsqlDbType.Bigint);
            copy.Write(record.Bytes, NpgsqlDbType.Bytea);
            copy.Write((int)record.Kind, NpgsqlDbType.Integer);
            if (record.Content?.Subject is { } subject)
            {
                copy.Write(subject, NpgsqlDbType.Text);
            }
            else
            {
                copy.WriteNull();
            }
        }

        copy.Complete();
    }

    private static void CopyHeartbeats(NpgsqlConnection connection, IReadOnlyCollection<LedgerEntry> entries)
    {
        using NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
            "COPY heartbeat (node, boot, hb, received_ms, bytes) FROM STDIN (FORMAT BINARY)");
        foreach ((VerifiedRecord record, long receivedMs) in entries.Where(entry => entry.Record.Kind == RecordKind.Heartbeat))
        {
            copy.StartRow();
            copy.Write(record.Node, NpgsqlDbType.Text);
            copy.Write(record.Boot, NpgsqlDbType.Bigint);
            copy.Write(record.Heartbeat, NpgsqlDbType.Bigint);
            copy.Write(receivedMs, NpgsqlDbType.Bigint);
            copy.Write(record.Bytes, NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }

    private static void AddToQuarantine(NpgsqlConnection connection, IReadOnlyCollection<QuarantinedMessage> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        foreach (QuarantinedMessage message in messages)
        {
            connection.Run(
                "INSERT INTO quarantine (received_ms, topic, reason, length_bytes, head) VALUES ($1, $2, $3, $4, $5)",
                message.ReceivedMs,
                message.Topic.Replace("\0", "", StringComparison.Ordinal),
                Rejections.NameOf(message.Reason),
                message.LengthBytes,
                message.Head);
        }

        connection.Run("DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - $1", (long)QuarantineMax);
    }
}
