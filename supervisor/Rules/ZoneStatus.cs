namespace Wugang.Supervisor.Rules;

/// <summary>A zone as of the newest record about it.</summary>
/// <param name="Type">Its type on the wire, e.g. <c>door</c>.</param>
/// <param name="State">Its condition.</param>
/// <param name="ChangedMs">When that last changed, or became unknown, milliseconds since 1970 UTC.</param>
public sealed record ZoneStatus(string Type, ZoneState State, long ChangedMs)
{
    /// <summary>The alarm that this zone holds, or null.</summary>
    public ZoneAlarm? Alarm { get; init; }

    /// <summary>The newest alarm that a record of this zone raised, whether or not it was reset since; null before any.</summary>
    public ZoneAlarm? LastAlarm { get; init; }

    public bool IsBypassed { get; init; }

    /// <summary>When a record last said that it changed, over restarts, milliseconds since 1970 UTC; 0 if none did.</summary>
    public long LastExercisedMs { get; init; }
}
