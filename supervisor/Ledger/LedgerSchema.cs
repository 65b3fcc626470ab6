using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Ledger;

/// <summary>The tables of a ledger file, and the way to them from those of older versions.</summary>
internal static class LedgerSchema
{
    /// <summary>The version that this program writes.</summary>
    public const int Version = 4;

    private const string Tables = """
        CREATE TABLE record (
            node TEXT NOT NULL,
            seq INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (node, seq)
        ) WITHOUT ROWID;
        CREATE TABLE heartbeat (
            node TEXT NOT NULL,
            boot INTEGER NOT NULL,
            hb INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (node, boot, hb)
        ) WITHOUT ROWID;
        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            received_ms INTEGER NOT NULL,
            topic TEXT NOT NULL,
            reason TEXT NOT NULL,
            length_bytes INTEGER NOT NULL,
            head BLOB NOT NULL
        );
        """;

    // What a record is about, so that a start need not read years, and the history of the verdicts on days.
    private const string SinceVersion2 = """
        ALTER TABLE record ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE record ADD COLUMN subject TEXT;
        CREATE INDEX boot_record ON record (node, received_ms, seq) WHERE kind = 1;
        CREATE INDEX record_of_subject ON record (node, subject, seq) WHERE subject IS NOT NULL;
        CREATE TABLE day_change (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            facility TEXT NOT NULL,
            day TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            protected_ms INTEGER NOT NULL,
            not_protected_ms INTEGER NOT NULL,
            unknown_ms INTEGER NOT NULL,
            is_compliant INTEGER NOT NULL
        );
        CREATE INDEX day_change_of_day ON day_change (facility, day, id);
        """;

    // Losses that were relied on ahead of their place in the chain.
    private const string SinceVersion3 = """
        CREATE TABLE explanation (
            node TEXT NOT NULL,
            seq INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (node, seq)
        ) WITHOUT ROWID;
        """;

    // In order of arrival: in the order of their keys each record of many nodes lands on a page of its own. Nodes by number, so that the
    // indexes stay small, and of each subject only the newest record.
    private const string SinceVersion4 = """
        CREATE TABLE node (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        );
        INSERT INTO node (name) SELECT node FROM record UNION SELECT node FROM heartbeat;
        CREATE TABLE arrived (
            id INTEGER PRIMARY KEY,
            node INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            kind INTEGER NOT NULL
        );
        INSERT INTO arrived (node, seq, received_ms, bytes, kind)
            SELECT node.id, seq, received_ms, bytes, kind FROM record JOIN node ON node.name = record.node ORDER BY received_ms, seq;
        CREATE TABLE subject (
            node INTEGER NOT NULL,
            name TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (node, name)
        ) WITHOUT ROWID;
        INSERT INTO subject SELECT node.id, subject, MAX(seq) FROM record JOIN node ON node.name = record.node
            WHERE subject IS NOT NULL GROUP BY node.id, subject;
        DROP TABLE record;
        ALTER TABLE arrived RENAME TO record;
        CREATE UNIQUE INDEX record_of_node ON record (node, seq);
        CREATE INDEX boot_record ON record (node, received_ms, seq) WHERE kind = 1;
        CREATE TABLE beat (
            id INTEGER PRIMARY KEY,
            node INTEGER NOT NULL,
            boot INTEGER NOT NULL,
            hb INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            bytes BLOB NOT NULL
        );
        INSERT INTO beat (node, boot, hb, received_ms, bytes)
            SELECT node.id, boot, hb, received_ms, bytes FROM heartbeat JOIN node ON node.name = heartbeat.node ORDER BY received_ms, boot, hb;
        DROP TABLE heartbeat;
        ALTER TABLE beat RENAME TO heartbeat;
        CREATE UNIQUE INDEX heartbeat_of_node ON heartbeat (node, boot, hb);
        """;

    /// <summary>Makes the tables, or brings them to this version.</summary>
    /// <exception cref="InvalidDataException">
    /// The file was made by a newer version of this program, or by an older one and is only read.
    /// </exception>
    public static void Migrate(SqliteConnection connection, string path, bool isReadOnly)
    {
        using SqliteCommand command = connection.Prepare("PRAGMA user_version");
        long version = (long)command.ExecuteScalar()!;
        if (version > Version)
        {
            throw new InvalidDataException($"{path} was made by a newer version of this program (schema {version}).");
        }

        if (version == Version)
        {
            return;
        }

        if (isReadOnly)
        {
            throw new InvalidDataException($"{path} is of schema {version}, this program reads {Version}: start the supervisor on it once.");
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        if (version == 0)
        {
            connection.Run(Tables);
        }

        if (version < 2)
        {
            connection.Run(SinceVersion2);
            SayWhatRecordsAreAbout(connection);
        }

        if (version < 3)
        {
            connection.Run(SinceVersion3);
        }

        connection.Run(SinceVersion4);
        connection.Run($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    private static void SayWhatRecordsAreAbout(SqliteConnection connection)
    {
        List<(string Node, long Sequence, byte[] Bytes)> records = [];
        using (SqliteCommand select = connection.Prepare("SELECT node, seq, bytes FROM record"))
        using (SqliteDataReader rows = select.ExecuteReader())
        {
            while (rows.Read())
            {
                records.Add((rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)));
            }
        }

        RecordReader reader = new();
        foreach ((string node, long sequence, byte[] bytes) in records)
        {
            if (reader.Read(bytes, 0, bytes.Length) == ReadStatus.Ok)
            {
                string? subject = RecordContentReader.Read(reader.Kind, bytes.AsMemory(reader.DataStart, reader.DataCount))?.Subject;
                connection.Run(
                    "UPDATE record SET kind = $1, subject = $2 WHERE node = $3 AND seq = $4",
                    (int)reader.Kind,
                    subject ?? (object)DBNull.Value,
                    node,
                    sequence);
            }
        }
    }
}
