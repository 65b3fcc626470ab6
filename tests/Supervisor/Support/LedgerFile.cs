using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Another program's look at a supervisor's ledger.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly SqliteConnection _connection;

    public LedgerFile(string folder)
    {
        string path = Path.Combine(folder, "ledger.db");
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
    }

    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public object Scalar(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    public long Count(string table)
    {
        return (long)Scalar($"SELECT COUNT(*) FROM {table}");
    }

    /// <summary>The records of a node as stored, in order of their numbers.</summary>
    public IReadOnlyList<byte[]> Records(NodeId node)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) ORDER BY seq";
        command.Parameters.AddWithValue("$1", node.Value);
        using SqliteDataReader rows = command.ExecuteReader();
        List<byte[]> records = [];
        while (rows.Read())
        {
            records.Add(rows.GetFieldValue<byte[]>(0));
        }

        return records;
    }

    /// <summary>How many records of a node are about zones: what people caused, apart from what a start and the time do.</summary>
    public int CountZoneRecords(NodeId node)
    {
        return Records(node).Count(record => record.AsSpan().IndexOf("\"kind\":\"zone\""u8) >= 0);
    }

    public void Dispose()
    {
        _connection.Dispose();
    }
}
