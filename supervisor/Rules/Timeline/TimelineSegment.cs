namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>A stretch of time with one verdict.</summary>
/// <param name="FromMs">Its first instant, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after its last.</param>
/// <param name="Verdict">The verdict on every instant in it.</param>
public sealed record TimelineSegment(long FromMs, long ToMs, Verdict Verdict)
{
    /// <summary>Length in milliseconds.</summary>
    public long LengthMs => ToMs - FromMs;

    /// <summary>What of it is within a time; empty where nothing is.</summary>
    public TimelineSegment Clip(long fromMs, long toMs)
    {
        long startMs = Math.Clamp(FromMs, fromMs, toMs);
        return this with { FromMs = startMs, ToMs = Math.Clamp(ToMs, startMs, toMs) };
    }
}
