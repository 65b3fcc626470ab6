namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>A stretch of time with one verdict.</summary>
/// <param name="FromMs">Its first instant, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after its last.</param>
/// <param name="Verdict">The verdict on every instant in it.</param>
public sealed record TimelineSegment(long FromMs, long ToMs, Verdict Verdict)
{
    /// <summary>Length in milliseconds.</summary>
    public long LengthMs => ToMs - FromMs;
}
