namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The verdict on a day.</summary>
/// <param name="Summary">How long it was what; of the day that runs, so far.</param>
/// <param name="IsCompliant">Whether that is within the tolerances.</param>
/// <param name="IsClosed">Whether it is final.</param>
public sealed record DayVerdict(DaySummary Summary, bool IsCompliant, bool IsClosed);
