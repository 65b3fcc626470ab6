using System.Data.Common;
using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Every verified record as received, append-only, in one SQLite file. What <see cref="Commit"/> returned for would
/// survive a loss of power: write-ahead log, full synchronisation, one transaction for all that is waiting.
/// </summary>
public sealed class SqliteLedger : SqlLedger
{
    // How long to wait for another program that holds the file, in seconds; then the commit fails and is tried again later.
    private const int BusyTimeoutS = 1;
    private const int ConstraintUnique = 2067;

    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SqliteStatement _insertRecord;
    private readonly SqliteStatement _insertHeartbeat;
    private readonly SqliteStatement _noteSubject;
    private readonly Dictionary<string, long> _ids = [];

    /// <summary>Opens the ledger, or makes it where the file is absent.</summary>
    /// <exception cref="InvalidDataException">The file is no ledger, cannot be written, or was made by a newer version of this program.</exception>
    public SqliteLedger(string path)
        : this(path, SqliteOpenMode.ReadWriteCreate)
    {
        _writer.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    }

    private SqliteLedger(string path, SqliteOpenMode mode)
    {
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = BusyTimeoutS,
            Mode = mode,
        }.ToString();
        _writer = new SqliteConnection(_connectionString);
        try
        {
            _writer.Open();
            LedgerSchema.Migrate(_writer, path, mode == SqliteOpenMode.ReadOnly);
        }
        catch (Exception e)
        {
            _writer.Dispose();
            throw e is SqliteException ? new InvalidDataException($"{path} cannot be {(mode == SqliteOpenMode.ReadOnly ? "read" : "used")} as a ledger: {e.Message}", e) : e;
        }

        _insertRecord = new SqliteStatement(
            _writer, "INSERT INTO record (node, seq, received_ms, bytes, kind) VALUES ($1, $2, $3, $4, $5)", 5);
        _insertHeartbeat = new SqliteStatement(
            _writer, "INSERT INTO heartbeat (node, boot, hb, received_ms, bytes) VALUES ($1, $2, $3, $4, $5)", 5);
        _noteSubject = new SqliteStatement(
            _writer, "INSERT INTO subject (node, name, seq) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET seq = excluded.seq", 3);
    }

    /// <summary>Opens a ledger to read it.</summary>
    /// <exception cref="InvalidDataException">The file is absent, is no ledger, or is of another version of this program.</exception>
    public static SqliteLedger OpenToRead(string path)
    {
        return new SqliteLedger(path, SqliteOpenMode.ReadOnly);
    }

    /// <summary>Stores all of it, or nothing.</summary>
    /// <exception cref="SqliteException">The disk is full or failed; nothing was stored.</exception>
    /// <exception cref="LedgerConflictException">A record of it is stored already.</exception>
    public override void Commit(LedgerBatch batch)
    {
        try
        {
            Store(batch);
        }
        catch (SqliteException e)
        {
            _ids.Clear(); // Some of them may have gone with the transaction.
            throw e.SqliteExtendedErrorCode == ConstraintUnique
                ? new LedgerConflictException("A record of the batch is stored already.", e)
                : e;
        }
    }

    public override void Dispose()
    {
        _insertRecord.Dispose();
        _insertHeartbeat.Dispose();
        _noteSubject.Dispose();
        SqliteConnection.ClearPool(_writer);
        _writer.Dispose();
    }

    private void Store(LedgerBatch batch)
    {
        using SqliteTransaction transaction = _writer.BeginTransaction();
        foreach (LedgerEntry entry in batch.Entries)
        {
            Insert(entry, transaction);
        }

        foreach (((long node, string subject), long sequence) in SubjectsOf(batch.Entries, IdOf))
        {
            _noteSubject.Run(transaction, node, subject, sequence);
        }

        StoreBesides(_writer, batch);
        transaction.Commit();
    }

    protected override DbConnection Open()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        return connection;
    }

    protected override DbTransaction BeginLook(DbConnection connection)
    {
        return ((SqliteConnection)connection).BeginTransaction(deferred: true);
    }

    protected override DbCommand Prepare(DbConnection connection, string sql, params object[] values)
    {
        return ((SqliteConnection)connection).Prepare(sql, values);
    }

    private void Insert(LedgerEntry entry, SqliteTransaction transaction)
    {
        VerifiedRecord record = entry.Record;
        long node = IdOf(record.Node);
        if (record.Kind == RecordKind.Heartbeat)
        {
            _insertHeartbeat.Run(transaction, node, record.Boot, record.Heartbeat, entry.ReceivedMs, record.Bytes);
        }
        else
        {
            _insertRecord.Run(transaction, node, record.Sequence, entry.ReceivedMs, record.Bytes, (int)record.Kind);
        }
    }

    private long IdOf(string node)
    {
        if (!_ids.TryGetValue(node, out long id))
        {
            using SqliteCommand command = _writer.Prepare(
                "INSERT INTO node (name) VALUES ($1) ON CONFLICT DO UPDATE SET name = name RETURNING id", node);
            _ids[node] = id = (long)command.ExecuteScalar()!;
        }

        return id;
    }
}
