namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Days that have the same periods.</summary>
/// <param name="Name">As <c>summer</c>.</param>
/// <param name="Ranges">Parts of each year.</param>
/// <param name="Days">Days that belong to it whatever part of the year they are in, such as those with critical peaks.</param>
/// <param name="Hours">Periods from 00:00 to 24:00, in order, without gap and overlap.</param>
public sealed record Season(
    string Name,
    IReadOnlyList<YearRange> Ranges,
    IReadOnlySet<DateOnly> Days,
    IReadOnlyList<DayPeriod> Hours);
