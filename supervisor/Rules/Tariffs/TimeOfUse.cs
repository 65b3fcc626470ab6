namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Which period of the day a price is of.</summary>
/// <param name="Periods">Their names, as <c>peak</c>.</param>
/// <param name="Seasons">Each with the periods of its days; between them each day of the year once.</param>
public sealed record TimeOfUse(IReadOnlyList<string> Periods, IReadOnlyList<Season> Seasons)
{
    /// <summary>The season of a day: one that names the very day comes before one that has it in a range.</summary>
    public Season SeasonOf(DateOnly day)
    {
        return Seasons.FirstOrDefault(season => season.Days.Contains(day))
            ?? Seasons.First(season => season.Ranges.Any(range => range.Covers(day)));
    }
}
