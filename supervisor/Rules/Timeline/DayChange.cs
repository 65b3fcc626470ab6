namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>One entry in the history of the verdict on a day; never altered, never taken away.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="AtMs">When the supervisor found it, milliseconds since 1970 UTC.</param>
/// <param name="Kind">Why it was recorded.</param>
/// <param name="Before">What the entry before said, or null in the first.</param>
/// <param name="After">What the evidence says since.</param>
/// <param name="IsCompliant">Whether that is within the tolerances of that time.</param>
public sealed record DayChange(
    string Facility,
    long AtMs,
    DayChangeKind Kind,
    DaySummary? Before,
    DaySummary After,
    bool IsCompliant)
{
    public DateOnly Day => After.Day;
}
