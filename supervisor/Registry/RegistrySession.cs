using System.Data.Common;
using Dapper;

namespace Wugang.Supervisor.Registry;

/// <summary>One look at the registry, or one change of it, in a transaction. Values are named in the statements: <c>@name</c>.</summary>
public sealed class RegistrySession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    internal RegistrySession(DbConnection connection, DbTransaction transaction, long nowMs)
    {
        _connection = connection;
        _transaction = transaction;
        NowMs = nowMs;
    }

    /// <summary>When it began, milliseconds since 1970 UTC.</summary>
    public long NowMs { get; }

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null)
    {
        return (await _connection.QueryAsync<T>(sql, values, _transaction)).AsList();
    }

    /// <summary>The first row, or null.</summary>
    public Task<T?> FindAsync<T>(string sql, object? values = null)
        where T : class
    {
        return _connection.QueryFirstOrDefaultAsync<T>(sql, values, _transaction);
    }

    /// <summary>One value, or its default.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? values = null)
    {
        return _connection.ExecuteScalarAsync<T>(sql, values, _transaction);
    }

    /// <summary>Changes rows.</summary>
    /// <returns>How many.</returns>
    public Task<int> RunAsync(string sql, object? values = null)
    {
        return _connection.ExecuteAsync(sql, values, _transaction);
    }
}
