using Microsoft.Data.Sqlite;

namespace Wugang.Supervisor.Ledger;

/// <summary>A statement that is run again and again with other values.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql, int valueCount)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (int i = 1; i <= valueCount; i++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
        }
    }

    public void Run(SqliteTransaction transaction, params ReadOnlySpan<object> values)
    {
        _command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i];
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _command.Dispose();
    }
}
