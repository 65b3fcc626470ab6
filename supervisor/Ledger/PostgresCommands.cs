using Npgsql;

namespace Wugang.Supervisor.Ledger;

/// <summary>Statements with numbered values: <c>$1</c>, <c>$2</c>, …</summary>
internal static class PostgresCommands
{
    public static NpgsqlCommand Prepare(this NpgsqlConnection connection, string sql, params object[] values)
    {
        NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (object value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return command;
    }

    /// <returns>How many rows it changed.</returns>
    public static int Run(this NpgsqlConnection connection, string sql, params object[] values)
    {
        using NpgsqlCommand command = connection.Prepare(sql, values);
        return command.ExecuteNonQuery();
    }
}
