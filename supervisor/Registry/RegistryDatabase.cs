using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Wugang.Supervisor.Registry;

/// <summary>
/// What people decide: who they are, whom they supervise, and what they did. Beside the ledger, which holds what nodes said: one SQLite file, or the
/// PostgreSQL database that several servers share. From any thread.
/// </summary>
public sealed class RegistryDatabase : IDisposable
{
    private const int BusyTimeoutS = 5;

    private readonly Func<DbConnection> _make;
    private readonly NpgsqlDataSource? _source;
    private readonly TimeProvider _time;

    private RegistryDatabase(Func<DbConnection> make, NpgsqlDataSource? source, TimeProvider time)
    {
        _make = make;
        _source = source;
        _time = time;
    }

    /// <summary>Opens a registry in a file, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file is no registry, cannot be written, or was made by a newer version of this program.</exception>
    public static RegistryDatabase OpenFile(string path, TimeProvider time)
    {
        string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = BusyTimeoutS, ForeignKeys = true }.ToString();
        return Prepare(new RegistryDatabase(() => new SqliteConnection(connectionString), null, time), path, "PRAGMA journal_mode = WAL");
    }

    /// <summary>Opens the registry in a PostgreSQL database, or makes its tables.</summary>
    /// <exception cref="InvalidDataException">It does not answer, or was made by a newer version of this program.</exception>
    public static RegistryDatabase OpenPostgres(string connectionString, TimeProvider time)
    {
        NpgsqlDataSource source;
        try
        {
            source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = RegistryMigrations.Schema });
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The registry's PostgreSQL database cannot be used: {e.Message}", e);
        }

        return Prepare(
            new RegistryDatabase(source.CreateConnection, source, time),
            "The registry's PostgreSQL database",
            $"CREATE SCHEMA IF NOT EXISTS {RegistryMigrations.Schema}");
    }

    /// <summary>Looks something up.</summary>
    public async Task<T> ReadAsync<T>(Func<RegistrySession, Task<T>> read)
    {
        await using DbConnection connection = _make();
        await connection.OpenAsync();
        await using DbTransaction look = connection is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        return await read(new RegistrySession(connection, look, NowMs));
    }

    /// <summary>What a person does: the change and its entry in the audit log, both or neither.</summary>
    /// <param name="act">What is done and by whom.</param>
    /// <param name="change">The change.</param>
    /// <exception cref="RegistryException">It does not fit what is there.</exception>
    public Task<T> ActAsync<T>(Act act, Func<RegistrySession, Task<T>> change)
    {
        return ChangeAsync(async session =>
        {
            T result = await change(session);
            await AuditLog.AppendAsync(session, act);
            return result;
        });
    }

    /// <inheritdoc cref="ActAsync{T}"/>
    public Task ActAsync(Act act, Func<RegistrySession, Task> change)
    {
        return ActAsync(act, async session =>
        {
            await change(session);
            return true;
        });
    }

    /// <summary>A change that no person makes, such as an alert that begins. Changes of all servers come one after another.</summary>
    public async Task<T> ChangeAsync<T>(Func<RegistrySession, Task<T>> change)
    {
        await using DbConnection connection = _make();
        await connection.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        await RegistryMigrations.LockAsync(connection, transaction);
        T result = await change(new RegistrySession(connection, transaction, NowMs));
        await transaction.CommitAsync();
        return result;
    }

    public void Dispose()
    {
        _source?.Dispose();
        if (_source is null)
        {
            using SqliteConnection pooled = (SqliteConnection)_make();
            SqliteConnection.ClearPool(pooled);
        }
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    [SuppressMessage("Security", "CA2100", Justification = "The statements are constants of this type.")]
    private static RegistryDatabase Prepare(RegistryDatabase database, string name, string first)
    {
        try
        {
            using DbConnection connection = database._make();
            connection.Open();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = first;
            command.ExecuteNonQuery();
            RegistryMigrations.Apply(connection, name, database.NowMs);
            return database;
        }
        catch (Exception e)
        {
            database.Dispose();
            throw e is DbException ? new InvalidDataException($"{name} cannot be used as a registry: {e.Message}", e) : e;
        }
    }
}
