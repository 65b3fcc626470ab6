namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The days of a facility in a time, added up from their newest verdicts in the ledger (clause P1).</summary>
/// <param name="Days">Days that have a verdict; the day that runs has none yet.</param>
/// <param name="CompliantDays">Those of them that are within the tolerances.</param>
/// <param name="ClosedDays">Those of them whose verdict is final.</param>
/// <param name="ProtectedMs">Milliseconds with evidence of protection.</param>
/// <param name="NotProtectedMs">Milliseconds with evidence that there was none.</param>
/// <param name="UnknownMs">Milliseconds without evidence.</param>
public sealed record DaysReport(int Days, int CompliantDays, int ClosedDays, long ProtectedMs, long NotProtectedMs, long UnknownMs)
{
    /// <summary>Adds up.</summary>
    /// <param name="changes">The history of the days, oldest first; evidence after a day's close changes its verdict no more.</param>
    public static DaysReport Of(IEnumerable<DayChange> changes)
    {
        DayChange[] newest =
        [
            .. changes.Where(change => change.Kind != DayChangeKind.Late).GroupBy(change => change.Day).Select(day => day.Last()),
        ];
        return new DaysReport(
            newest.Length,
            newest.Count(day => day.IsCompliant),
            newest.Count(day => day.Kind == DayChangeKind.Closed),
            newest.Sum(day => day.After.ProtectedMs),
            newest.Sum(day => day.After.NotProtectedMs),
            newest.Sum(day => day.After.UnknownMs));
    }
}
