using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Registry.FloorPlans;

/// <summary>The floor plans of facilities, and where their zones are on them.</summary>
public sealed class FloorPlanBook(RegistryDatabase database)
{
    /// <summary>The places of a facility's zones, and when its picture was handed in, milliseconds since 1970 UTC; 0 where there is none.</summary>
    public Task<(long ImageMs, IReadOnlyList<ZonePlace> Places)> ReadAsync(string facility)
    {
        return database.ReadAsync(async session => (
            await session.ScalarAsync<long>("SELECT image_ms FROM floor_plan WHERE facility = @facility", new { facility }),
            await session.QueryAsync<ZonePlace>(
                $"SELECT node AS Node, zone AS Zone, x AS X, y AS Y FROM zone_place WHERE {Area.ContainsInSql("node")} ORDER BY node, zone",
                new { area = facility })));
    }

    /// <summary>The picture.</summary>
    /// <exception cref="RegistryException">There is none.</exception>
    public async Task<PlanImage> GetImageAsync(string facility)
    {
        return await FindImageAsync(facility) ?? throw NoPlan(facility);
    }

    /// <summary>The picture, or null.</summary>
    public async Task<PlanImage?> FindImageAsync(string facility)
    {
        Row? row = await database.ReadAsync(session => session.FindAsync<Row>(
            "SELECT image_type AS Type, image AS Image FROM floor_plan WHERE facility = @facility", new { facility }));
        return row is null ? null : new PlanImage(row.Type, Convert.FromBase64String(row.Image));
    }

    /// <summary>Takes a picture, in the place of the one before.</summary>
    public Task PutImageAsync(string facility, PlanImage image, string by)
    {
        return database.ActAsync(new Act(by, "floor_plan.put", facility, facility, $"{image.Type}, {image.Bytes.Length} bytes"), session => session.RunAsync(
            """
            INSERT INTO floor_plan (facility, image_type, image, image_ms) VALUES (@facility, @Type, @image, @NowMs)
            ON CONFLICT (facility) DO UPDATE SET image_type = excluded.image_type, image = excluded.image, image_ms = excluded.image_ms
            """,
            new { facility, image.Type, image = Convert.ToBase64String(image.Bytes), session.NowMs }));
    }

    /// <summary>Removes the picture; the places stay.</summary>
    /// <exception cref="RegistryException">There is none.</exception>
    public Task RemoveImageAsync(string facility, string by)
    {
        return database.ActAsync(new Act(by, "floor_plan.remove", facility, facility, ""), async session =>
        {
            if (await session.RunAsync("DELETE FROM floor_plan WHERE facility = @facility", new { facility }) == 0)
            {
                throw NoPlan(facility);
            }
        });
    }

    /// <summary>Puts zones where they are now; those that are not named have no place any more.</summary>
    /// <exception cref="RegistryException">A place is off the plan, named twice, or of another facility.</exception>
    public Task PlaceAsync(string facility, IReadOnlyList<ZonePlace> places, string by)
    {
        ZonePlace? wrong = places.FirstOrDefault(place => place.X is < 0 or > ZonePlace.Max || place.Y is < 0 or > ZonePlace.Max || !Area.Contains(facility, place.Node));
        if (wrong is not null || places.DistinctBy(place => (place.Node, place.Zone)).Count() < places.Count)
        {
            throw new RegistryException(
                RegistryFault.NotGood,
                wrong is null ? "A zone comes twice." : $"'{wrong.Node}/{wrong.Zone}': 'x' and 'y' are from 0 to {ZonePlace.Max}, and the node is one of {facility}.");
        }

        return database.ActAsync(new Act(by, "floor_plan.place", facility, facility, $"{places.Count} zones"), async session =>
        {
            await session.RunAsync($"DELETE FROM zone_place WHERE {Area.ContainsInSql("node")}", new { area = facility });
            foreach (ZonePlace place in places)
            {
                await session.RunAsync("INSERT INTO zone_place (node, zone, x, y) VALUES (@Node, @Zone, @X, @Y)", place);
            }
        });
    }

    private static RegistryException NoPlan(string facility)
    {
        return new RegistryException(RegistryFault.NotFound, $"{facility} has no floor plan.");
    }

    // Bytes as base64, as in BillingPapers.
    private sealed record Row(string Type, string Image);
}
