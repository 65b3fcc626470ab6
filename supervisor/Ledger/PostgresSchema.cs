using Npgsql;

namespace Wugang.Supervisor.Ledger;

/// <summary>The tables of a ledger in PostgreSQL.</summary>
internal static class PostgresSchema
{
    /// <summary>The version that this program writes.</summary>
    public const int Version = 1;

    // Two servers may start at once: one makes the tables, the other waits. The number is any that nothing else here uses.
    private const string Lock = "SELECT pg_advisory_xact_lock(20210601)";

    private const string Tables = """
        CREATE TABLE node (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL UNIQUE,
            seq bigint NOT NULL,
            boot bigint NOT NULL,
            hb bigint NOT NULL
        );
        CREATE TABLE record (
            node integer NOT NULL,
            seq bigint NOT NULL,
            received_ms bigint NOT NULL,
            bytes bytea NOT NULL,
            kind integer NOT NULL
        ) PARTITION BY RANGE (received_ms);
        CREATE INDEX record_of_node ON record (node, seq);
        CREATE INDEX boot_record ON record (node, received_ms, seq) WHERE kind = 1;
        CREATE TABLE subject (
            node integer NOT NULL,
            name text NOT NULL,
            seq bigint NOT NULL,
            PRIMARY KEY (node, name)
        );
        CREATE TABLE heartbeat (
            node integer NOT NULL,
            boot bigint NOT NULL,
            hb bigint NOT NULL,
            received_ms bigint NOT NULL,
            bytes bytea NOT NULL
        ) PARTITION BY RANGE (received_ms);
        CREATE INDEX heartbeat_of_node ON heartbeat (node, boot, hb);
        CREATE TABLE explanation (
            node text NOT NULL,
            seq bigint NOT NULL,
            received_ms bigint NOT NULL,
            bytes bytea NOT NULL,
            PRIMARY KEY (node, seq)
        );
        CREATE TABLE quarantine (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            received_ms bigint NOT NULL,
            topic text NOT NULL,
            reason text NOT NULL,
            length_bytes integer NOT NULL,
            head bytea NOT NULL
        );
        CREATE TABLE day_change (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            facility text NOT NULL,
            day text NOT NULL,
            at_ms bigint NOT NULL,
            kind integer NOT NULL,
            protected_ms bigint NOT NULL,
            not_protected_ms bigint NOT NULL,
            unknown_ms bigint NOT NULL,
            is_compliant boolean NOT NULL
        );
        CREATE INDEX day_change_of_day ON day_change (facility, day, id);
        CREATE TABLE cluster_member (
            cluster text NOT NULL,
            address text NOT NULL,
            etag bigint NOT NULL,
            alive_at timestamp NOT NULL,
            entry jsonb NOT NULL,
            PRIMARY KEY (cluster, address)
        );
        CREATE TABLE cluster_version (
            cluster text PRIMARY KEY,
            version integer NOT NULL
        );
        CREATE TABLE schema_version (
            version integer NOT NULL
        );
        INSERT INTO schema_version VALUES (1);
        """;

    /// <summary>Makes the tables where they are absent.</summary>
    /// <exception cref="InvalidDataException">They were made by a newer version of this program.</exception>
    public static void Migrate(NpgsqlConnection connection)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        connection.Run(Lock);
        int version = ReadVersion(connection);
        if (version > Version)
        {
            throw new InvalidDataException($"The ledger's database was made by a newer version of this program (schema {version}).");
        }

        if (version == 0)
        {
            connection.Run(Tables);
        }

        transaction.Commit();
    }

    private static int ReadVersion(NpgsqlConnection connection)
    {
        using NpgsqlCommand exists = connection.Prepare("SELECT to_regclass('schema_version') IS NOT NULL");
        if (!(bool)exists.ExecuteScalar()!)
        {
            return 0;
        }

        using NpgsqlCommand command = connection.Prepare("SELECT version FROM schema_version");
        return (int)command.ExecuteScalar()!;
    }
}
