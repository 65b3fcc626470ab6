namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The verdict on a day.</summary>
/// <param name="Summary">How long it was what; of the day that runs, so far.</param>
/// <param name="IsCompliant">Whether that is within the tolerances.</param>
/// <param name="IsClosed">Whether it is final.</param>
public sealed record DayVerdict(DaySummary Summary, bool IsCompliant, bool IsClosed)
{
    /// <summary>The verdict on a day: its final one where it has closed, else by the evidence.</summary>
    /// <param name="day">The day in local time.</param>
    /// <param name="settings">Tolerances and times.</param>
    /// <param name="changes">Its history in the ledger, oldest first.</param>
    /// <param name="segments">The verdicts on it; a day that runs is judged as far as they go.</param>
    public static DayVerdict Of(
        DateOnly day, DaySettings settings, IReadOnlyList<DayChange> changes, IReadOnlyList<TimelineSegment> segments)
    {
        if (changes.LastOrDefault(change => change.Kind == DayChangeKind.Closed) is { } closed)
        {
            return new DayVerdict(closed.After, closed.IsCompliant, IsClosed: true);
        }

        DaySummary summary = DaySummary.Of(day, segments, settings.StartOf(day), settings.EndOf(day));
        return new DayVerdict(summary, settings.IsCompliant(summary), IsClosed: false);
    }
}
