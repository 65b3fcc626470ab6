namespace Wugang.Firmware.Core.Safety;

/// <summary>Something that happened and must be recorded. The objects are used again: valid until the list is cleared.</summary>
public sealed class SafetyEvent
{
    public SafetyEventKind Kind { get; private set; }

    /// <summary>Index of the zone, of a zone event.</summary>
    public int Zone { get; private set; }

    /// <summary>The zone's condition, of a zone event.</summary>
    public ZoneCondition Condition { get; private set; }

    /// <summary>The alarm that this very event raised, of a zone event; 0 where it raised none.</summary>
    public AlarmCause Alarm { get; private set; }

    /// <summary>When the alarm began: the first edge, or the moment a time ran out.</summary>
    public long AlarmSinceMs { get; private set; }

    /// <summary>Who asked and why, of a protection or command event.</summary>
    public Order Order { get; private set; }

    /// <summary>State before and after, of a protection event.</summary>
    public ProtectionState From { get; private set; }

    /// <inheritdoc cref="From"/>
    public ProtectionState To { get; private set; }

    /// <summary>The registered opening hours at that time, of a protection event.</summary>
    public OpeningState Hours { get; private set; }

    /// <summary>
    /// Zones as bits, bit 0 the first: of a protection event those bypassed from now on, of a command event those that
    /// it was about or that stand in its way.
    /// </summary>
    public int Zones { get; private set; }

    /// <summary>How the act ended, of a command event.</summary>
    public ActResult Result { get; private set; }

    /// <summary>What failed or recovered, of a fault event.</summary>
    public EquipmentFault Fault { get; private set; }

    /// <summary>Whether the fault began, of a fault event; else it ended.</summary>
    public bool HasBegun { get; private set; }

    internal void SetZone(int zone, ZoneCondition condition, AlarmCause alarm, long alarmSinceMs)
    {
        Kind = SafetyEventKind.Zone;
        Zone = zone;
        Condition = condition;
        Alarm = alarm;
        AlarmSinceMs = alarmSinceMs;
    }

    internal void SetProtection(Order order, ProtectionState from, ProtectionState to, OpeningState hours, int bypassed)
    {
        Kind = SafetyEventKind.Protection;
        Order = order;
        From = from;
        To = to;
        Hours = hours;
        Zones = bypassed;
    }

    internal void SetCommand(Order order, ActResult result, int zones)
    {
        Kind = SafetyEventKind.Command;
        Order = order;
        Result = result;
        Zones = zones;
    }

    internal void SetFault(EquipmentFault fault, bool hasBegun)
    {
        Kind = SafetyEventKind.Fault;
        Fault = fault;
        HasBegun = hasBegun;
    }
}
