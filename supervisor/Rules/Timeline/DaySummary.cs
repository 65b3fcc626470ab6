namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>How long a day was protected, not protected, and unknown (clause P1).</summary>
/// <param name="Day">The day in local time.</param>
/// <param name="ProtectedMs">Milliseconds with evidence of protection.</param>
/// <param name="NotProtectedMs">Milliseconds with evidence that there was none.</param>
/// <param name="UnknownMs">Milliseconds without evidence.</param>
public sealed record DaySummary(DateOnly Day, long ProtectedMs, long NotProtectedMs, long UnknownMs)
{
    /// <summary>Adds up the verdicts on a day.</summary>
    /// <param name="day">The day in local time.</param>
    /// <param name="segments">Verdicts on it.</param>
    public static DaySummary Of(DateOnly day, IReadOnlyCollection<TimelineSegment> segments)
    {
        return new DaySummary(
            day,
            Sum(segments, VerdictState.Protected),
            Sum(segments, VerdictState.NotProtected),
            Sum(segments, VerdictState.Unknown));
    }

    private static long Sum(IReadOnlyCollection<TimelineSegment> segments, VerdictState state)
    {
        return segments.Where(segment => segment.Verdict.State == state).Sum(segment => segment.LengthMs);
    }
}
