using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.App.Past;

/// <summary>
/// What went wrong in the simulated weeks, so that there is something to be asked about: on their last Tuesday the wire to a smoke detector was cut
/// for half an hour.
/// </summary>
/// <param name="CutMs">When it was cut: 13:50 on that day, milliseconds since 1970 UTC.</param>
/// <param name="MendedMs">When it was mended: 14:20.</param>
internal sealed record PastTrouble(long CutMs, long MendedMs)
{
    /// <summary>The detector.</summary>
    public const string Zone = "activity_smoke";

    /// <summary>How long after that somebody turned the reset key, in milliseconds: the alarm of the fault is held until then.</summary>
    public const long ResetAfterMs = 60_000;

    private static readonly TimeSpan CutAt = new(13, 50, 0);
    private static readonly TimeSpan MendedAt = new(14, 20, 0);

    /// <summary>That of the last Tuesday that is over.</summary>
    /// <param name="days">Where midnight is.</param>
    /// <param name="nowMs">Now, milliseconds since 1970 UTC.</param>
    public static PastTrouble Before(DaySettings days, long nowMs)
    {
        DateOnly day = days.DayOf(nowMs).AddDays(-1);
        while (day.DayOfWeek != DayOfWeek.Tuesday)
        {
            day = day.AddDays(-1);
        }

        long startMs = days.StartOf(day);
        return new PastTrouble(startMs + (long)CutAt.TotalMilliseconds, startMs + (long)MendedAt.TotalMilliseconds);
    }
}
