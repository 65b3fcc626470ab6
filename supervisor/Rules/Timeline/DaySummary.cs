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
    /// <param name="segments">Verdicts, in order; what is outside the day does not count.</param>
    /// <param name="fromMs">First instant of the day, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after its last.</param>
    public static DaySummary Of(DateOnly day, IEnumerable<TimelineSegment> segments, long fromMs, long toMs)
    {
        long protectedMs = 0;
        long notProtectedMs = 0;
        long unknownMs = 0;
        foreach (TimelineSegment segment in segments)
        {
            long lengthMs = Math.Max(0, Math.Min(segment.ToMs, toMs) - Math.Max(segment.FromMs, fromMs));
            switch (segment.Verdict.State)
            {
                case VerdictState.Protected:
                    protectedMs += lengthMs;
                    break;
                case VerdictState.NotProtected:
                    notProtectedMs += lengthMs;
                    break;
                case VerdictState.Unknown:
                    unknownMs += lengthMs;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(segments));
            }
        }

        return new DaySummary(day, protectedMs, notProtectedMs, unknownMs);
    }
}
