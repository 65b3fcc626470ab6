using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Registry.Alerts;

/// <summary>
/// Numbers of zones for those who know zones by number alone: 1 to 999 of each node, given when first needed and kept for good, so that a name never
/// gets another's number.
/// </summary>
public sealed class ZoneNumbers(RegistryDatabase database)
{
    /// <summary>Highest number; what comes after has it too.</summary>
    public const int Max = 999;

    /// <summary>The number of a zone, which it has from now on.</summary>
    public async Task<long> TakeAsync(string node, string zone)
    {
        return await database.ReadAsync(session => FindAsync(session, node, zone)) is { } known and > 0
            ? known
            : await database.ChangeAsync(async session =>
            {
                await session.RunAsync(
                    """
                    INSERT INTO zone_number (node, zone, number)
                    VALUES (@node, @zone, (SELECT CASE WHEN COUNT(*) >= @Max THEN @Max ELSE COUNT(*) + 1 END FROM zone_number WHERE node = @node))
                    ON CONFLICT DO NOTHING
                    """,
                    new { node, zone, Max });
                return await FindAsync(session, node, zone);
            });
    }

    /// <summary>The zones of a facility that have numbers.</summary>
    public Task<IReadOnlyList<ZoneNumber>> ReadAsync(string facility)
    {
        return database.ReadAsync(session => session.QueryAsync<ZoneNumber>(
            $"SELECT node AS Node, zone AS Zone, number AS Number FROM zone_number WHERE {Area.ContainsInSql("node")} ORDER BY node, number",
            new { area = facility }));
    }

    private static Task<long> FindAsync(RegistrySession session, string node, string zone)
    {
        return session.ScalarAsync<long>("SELECT number FROM zone_number WHERE node = @node AND zone = @zone", new { node, zone });
    }
}
