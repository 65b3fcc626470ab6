namespace Wugang.Supervisor.Rules;

/// <summary>A zone as of the newest record about it.</summary>
/// <param name="Type">Its type on the wire: <c>door</c>, <c>smoke</c>, <c>panic</c>.</param>
/// <param name="State">Whether it is as it should be.</param>
/// <param name="ChangedMs">When that last changed, milliseconds since 1970 UTC.</param>
public sealed record ZoneStatus(string Type, ZoneState State, long ChangedMs)
{
    /// <summary>The alarm that this zone holds, or null.</summary>
    public ZoneAlarm? Alarm { get; init; }
}
