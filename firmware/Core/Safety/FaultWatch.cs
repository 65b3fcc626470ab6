namespace Wugang.Firmware.Core.Safety;

/// <summary>One thing beside the zones that may fail: a fault counts once it has lasted for two seconds, its end likewise.</summary>
internal sealed class FaultWatch
{
    private const int HoldMs = 2000;

    private readonly EquipmentFault _fault;
    private readonly SafetyEvents _events;
    private readonly Debouncer _debouncer = new Debouncer(HoldMs, ZoneCondition.Normal);

    public FaultWatch(EquipmentFault fault, SafetyEvents events)
    {
        _fault = fault;
        _events = events;
    }

    public bool IsFaulty
    {
        get { return _debouncer.Condition != ZoneCondition.Normal; }
    }

    /// <summary>When it must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get { return _debouncer.IsSettling ? _debouncer.SettlesAtMs : long.MaxValue; }
    }

    /// <summary>Says once more whether it is faulty.</summary>
    public void Restate()
    {
        _events.Add().SetFault(_fault, IsFaulty);
    }

    /// <summary>Takes a look; what has no room as an event is seen again at the next one.</summary>
    /// <returns>Whether anything is about, so that <see cref="DueMs"/> may have changed.</returns>
    public bool Look(bool isFaulty, long nowMs)
    {
        ZoneCondition shown = isFaulty ? ZoneCondition.Active : ZoneCondition.Normal;
        if (_debouncer.IsAtRest(shown))
        {
            return false;
        }

        if (_events.HasRoom && _debouncer.Update(shown, nowMs))
        {
            _events.Add().SetFault(_fault, IsFaulty);
        }

        return true;
    }
}
