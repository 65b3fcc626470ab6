using Microsoft.Data.Sqlite;

namespace Wugang.Supervisor.Ledger;

/// <summary>Statements with numbered values: <c>$1</c>, <c>$2</c>, …</summary>
internal static class SqliteCommands
{
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params object[] values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return command;
    }

    public static void Run(this SqliteConnection connection, string sql, params object[] values)
    {
        using SqliteCommand command = connection.Prepare(sql, values);
        command.ExecuteNonQuery();
    }
}
