using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App.Chaos;

/// <summary>Another program's look into a supervisor's ledger while the supervisor uses it.</summary>
internal sealed class LedgerReader : IDisposable
{
    private readonly SqliteConnection _connection;

    /// <param name="dataFolder">The supervisor's folder, where its ledger is.</param>
    public LedgerReader(string dataFolder)
    {
        SqliteConnectionStringBuilder where = new()
        {
            DataSource = Path.Combine(dataFolder, SupervisorHost.LedgerFileName),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        _connection = new SqliteConnection(where.ToString());
        _connection.Open();
    }

    /// <summary>Number of the newest record of a node, or 0.</summary>
    public long NewestSequence(NodeId node)
    {
        using SqliteCommand command = Prepare("SELECT MAX(seq) FROM record WHERE node = (SELECT id FROM node WHERE name = $1)", node);
        return command.ExecuteScalar() as long? ?? 0;
    }

    /// <summary>The records of a node as stored, in order of their numbers.</summary>
    public IReadOnlyList<byte[]> Records(NodeId node)
    {
        using SqliteCommand command = Prepare("SELECT bytes FROM record WHERE node = (SELECT id FROM node WHERE name = $1) ORDER BY seq", node);
        using SqliteDataReader rows = command.ExecuteReader();
        List<byte[]> records = [];
        while (rows.Read())
        {
            records.Add(rows.GetFieldValue<byte[]>(0));
        }

        return records;
    }

    /// <summary>How many messages are in quarantine for a reason that no honest node ever gives.</summary>
    public IReadOnlyDictionary<string, long> CountDishonest()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText =
            "SELECT reason, COUNT(*) FROM quarantine WHERE reason IN ('bad_signature', 'broken_chain', 'sequence_reused') GROUP BY reason";
        using SqliteDataReader rows = command.ExecuteReader();
        Dictionary<string, long> counts = [];
        while (rows.Read())
        {
            counts.Add(rows.GetString(0), rows.GetInt64(1));
        }

        return counts;
    }

    public void Dispose()
    {
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, NodeId node)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$1", node.Value);
        return command;
    }
}
