using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

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
        RETURNING node.name, node.id
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
            Dictionary<string, int> ids = MoveNodesOn(connection, batch.Entries);
            LedgerEntry[] heartbeats = [.. batch.Entries.Where(entry => entry.Record.Kind == RecordKind.Heartbeat)];
            if (heartbeats.Length < batch.Entries.Count)
            {
                CopyRecords(connection, batch.Entries, ids);
            }

            if (heartbeats.Length > 0)
            {
                CopyHeartbeats(connection, heartbeats, ids);
            }

            NoteSubjects(connection, batch.Entries, ids);
        }

        StoreBesides(connection, batch);
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

    /// <summary>Text in PostgreSQL holds no U+0000.</summary>
    protected override string SpellTopic(string topic)
    {
        return topic.Replace("\0", "", StringComparison.Ordinal);
    }

    /// <exception cref="LedgerConflictException">One of them is further already.</exception>
    private static Dictionary<string, int> MoveNodesOn(NpgsqlConnection connection, IReadOnlyCollection<LedgerEntry> entries)
    {
        StoredAdvance[] advances = [.. StoredAdvance.Of(entries)];
        string[] names = [.. advances.Select(advance => advance.Node)];
        connection.Run("INSERT INTO node (name, seq, boot, hb) SELECT UNNEST($1), 0, 0, 0 ON CONFLICT DO NOTHING", [names]);
        using NpgsqlCommand command = connection.Prepare(
            MoveOn,
            names,
            advances.Select(advance => advance.FirstSequence).ToArray(),
            advances.Select(advance => advance.LastSequence).ToArray(),
            advances.Select(advance => advance.FirstHeartbeat.Boot).ToArray(),
            advances.Select(advance => advance.FirstHeartbeat.Number).ToArray(),
            advances.Select(advance => advance.LastHeartbeat.Boot).ToArray(),
            advances.Select(advance => advance.LastHeartbeat.Number).ToArray());
        using NpgsqlDataReader rows = command.ExecuteReader();
        Dictionary<string, int> ids = [];
        while (rows.Read())
        {
            ids[rows.GetString(0)] = rows.GetInt32(1);
        }

        return ids.Count == names.Length
            ? ids
            : throw new LedgerConflictException("Another server has stored records of the same node.");
    }

    private static void CopyRecords(NpgsqlConnection connection, IEnumerable<LedgerEntry> entries, Dictionary<string, int> ids)
    {
        using NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
            "COPY record (node, seq, received_ms, bytes, kind) FROM STDIN (FORMAT BINARY)");
        foreach ((VerifiedRecord record, long receivedMs) in entries.Where(entry => entry.Record.Kind != RecordKind.Heartbeat))
        {
            copy.StartRow();
            copy.Write(ids[record.Node], NpgsqlDbType.Integer);
            copy.Write(record.Sequence, NpgsqlDbType.Bigint);
            copy.Write(receivedMs, NpgsqlDbType.Bigint);
            copy.Write(record.Bytes, NpgsqlDbType.Bytea);
            copy.Write((int)record.Kind, NpgsqlDbType.Integer);
        }

        copy.Complete();
    }

    private static void CopyHeartbeats(NpgsqlConnection connection, IEnumerable<LedgerEntry> entries, Dictionary<string, int> ids)
    {
        using NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
            "COPY heartbeat (node, boot, hb, received_ms, bytes) FROM STDIN (FORMAT BINARY)");
        foreach ((VerifiedRecord record, long receivedMs) in entries)
        {
            copy.StartRow();
            copy.Write(ids[record.Node], NpgsqlDbType.Integer);
            copy.Write(record.Boot, NpgsqlDbType.Bigint);
            copy.Write(record.Heartbeat, NpgsqlDbType.Bigint);
            copy.Write(receivedMs, NpgsqlDbType.Bigint);
            copy.Write(record.Bytes, NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }

    /// <summary>Notes the newest record about each zone and meter.</summary>
    private static void NoteSubjects(NpgsqlConnection connection, IEnumerable<LedgerEntry> entries, Dictionary<string, int> ids)
    {
        Dictionary<(int Node, string Subject), long> newest = SubjectsOf(entries, node => ids[node]);
        if (newest.Count == 0)
        {
            return;
        }

        connection.Run(
            """
            INSERT INTO subject (node, name, seq) SELECT * FROM UNNEST($1, $2, $3)
            ON CONFLICT (node, name) DO UPDATE SET seq = excluded.seq
            """,
            newest.Keys.Select(key => key.Node).ToArray(),
            newest.Keys.Select(key => key.Subject).ToArray(),
            newest.Values.ToArray());
    }
}
