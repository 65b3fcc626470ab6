using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>
/// Which servers belong together, in tables of the ledger's database (decision 0019). A change moves the version of the whole on in the same
/// transaction and is refused where somebody else did so first.
/// </summary>
/// <param name="connectionString">As Npgsql reads it.</param>
/// <param name="cluster">Name of the cluster.</param>
internal sealed class PostgresMembership(string connectionString, string cluster) : IMembershipTable, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await using NpgsqlCommand command = Prepare(
            "INSERT INTO cluster_version (cluster, version) VALUES ($1, 0) ON CONFLICT DO NOTHING", cluster);
        await command.ExecuteNonQueryAsync();
    }

    public Task<MembershipTableData> ReadAll()
    {
        return ReadAsync("", []);
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        return ReadAsync("AND address = $2", [key.ToParsableString()]);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        return ChangeAsync(
            tableVersion,
            "INSERT INTO cluster_member (cluster, address, etag, alive_at, entry) VALUES ($1, $2, 0, $3, $4) ON CONFLICT DO NOTHING",
            cluster,
            entry.SiloAddress.ToParsableString(),
            entry.IAmAliveTime,
            Row.Of(entry));
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        return ChangeAsync(
            tableVersion,
            "UPDATE cluster_member SET etag = etag + 1, alive_at = $3, entry = $4 WHERE cluster = $1 AND address = $2 AND etag = $5",
            cluster,
            entry.SiloAddress.ToParsableString(),
            entry.IAmAliveTime,
            Row.Of(entry),
            long.Parse(etag, CultureInfo.InvariantCulture));
    }

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        await using NpgsqlCommand command = Prepare(
            "UPDATE cluster_member SET alive_at = $3 WHERE cluster = $1 AND address = $2",
            cluster,
            entry.SiloAddress.ToParsableString(),
            entry.IAmAliveTime);
        await command.ExecuteNonQueryAsync();
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        await using NpgsqlCommand command = Prepare(
            "DELETE FROM cluster_member WHERE cluster = $1 AND alive_at < $2 AND (entry ->> 'Status')::integer <> $3",
            cluster,
            beforeDate.UtcDateTime,
            (int)SiloStatus.Active);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await using NpgsqlCommand command = Prepare("DELETE FROM cluster_member WHERE cluster = $1", clusterId);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        _source.Dispose();
    }

    private NpgsqlCommand Prepare(string sql, params object[] values)
    {
        return Add(_source.CreateCommand(sql), values);
    }

    private static NpgsqlCommand Add(NpgsqlCommand command, params object[] values)
    {
        foreach (object value in values)
        {
            command.Parameters.Add(value switch
            {
                // The column holds UTC and says nothing of it.
                DateTime time => new NpgsqlParameter { Value = DateTime.SpecifyKind(time, DateTimeKind.Unspecified) },
                Row row => new NpgsqlParameter { Value = JsonSerializer.Serialize(row), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return command;
    }

    private async Task<MembershipTableData> ReadAsync(string condition, object[] values)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync();
        await using NpgsqlTransaction look = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using NpgsqlCommand version = Add(
            new NpgsqlCommand("SELECT version FROM cluster_version WHERE cluster = $1", connection, look), cluster);
        int number = (int)(await version.ExecuteScalarAsync())!;
        await using NpgsqlCommand members = Add(
            new NpgsqlCommand($"SELECT etag, alive_at, entry FROM cluster_member WHERE cluster = $1 {condition}", connection, look),
            [cluster, .. values]);
        await using NpgsqlDataReader rows = await members.ExecuteReaderAsync();
        List<Tuple<MembershipEntry, string>> entries = [];
        while (await rows.ReadAsync())
        {
            Row row = JsonSerializer.Deserialize<Row>(rows.GetString(2))!;
            entries.Add(Tuple.Create(
                row.ToEntry(DateTime.SpecifyKind(rows.GetDateTime(1), DateTimeKind.Utc)),
                rows.GetInt64(0).ToString(CultureInfo.InvariantCulture)));
        }

        return new MembershipTableData(entries, new TableVersion(number, number.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Moves the version on and changes one row, or does neither.</summary>
    private async Task<bool> ChangeAsync(TableVersion tableVersion, string sql, params object[] values)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await using NpgsqlCommand version = Add(
            new NpgsqlCommand("UPDATE cluster_version SET version = $2 WHERE cluster = $1 AND version = $3", connection, transaction),
            cluster,
            tableVersion.Version,
            int.Parse(tableVersion.VersionEtag, CultureInfo.InvariantCulture));
        await using NpgsqlCommand row = Add(new NpgsqlCommand(sql, connection, transaction), values);
        if (await version.ExecuteNonQueryAsync() != 1 || await row.ExecuteNonQueryAsync() != 1)
        {
            return false;
        }

        await transaction.CommitAsync();
        return true;
    }

    /// <summary>A member as it stands in the table; when it was last alive has a column of its own.</summary>
    private sealed record Row(
        string Address,
        SiloStatus Status,
        string? SiloName,
        string? HostName,
        string? RoleName,
        int ProxyPort,
        int UpdateZone,
        int FaultZone,
        DateTime StartTime,
        IReadOnlyList<Suspicion>? Suspicions)
    {
        public static Row Of(MembershipEntry entry)
        {
            return new Row(
                entry.SiloAddress.ToParsableString(),
                entry.Status,
                entry.SiloName,
                entry.HostName,
                entry.RoleName,
                entry.ProxyPort,
                entry.UpdateZone,
                entry.FaultZone,
                entry.StartTime,
                [.. (entry.SuspectTimes ?? []).Select(vote => new Suspicion(vote.Item1.ToParsableString(), vote.Item2))]);
        }

        public MembershipEntry ToEntry(DateTime aliveAt)
        {
            return new MembershipEntry
            {
                SiloAddress = SiloAddress.FromParsableString(Address),
                Status = Status,
                SiloName = SiloName!,
                HostName = HostName!,
                RoleName = RoleName!,
                ProxyPort = ProxyPort,
                UpdateZone = UpdateZone,
                FaultZone = FaultZone,
                StartTime = StartTime,
                IAmAliveTime = aliveAt,
                SuspectTimes = [.. (Suspicions ?? []).Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote.By), vote.At))],
            };
        }
    }

    private sealed record Suspicion(string By, DateTime At);
}
