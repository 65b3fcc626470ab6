namespace Wugang.Firmware.Core.Safety;

/// <summary>The events since the list was cleared, oldest first. A fixed list: whoever adds looks first for room.</summary>
public sealed class SafetyEvents
{
    private readonly SafetyEvent[] _events = new SafetyEvent[Limits.MaxPendingEvents];

    internal SafetyEvents()
    {
        for (int i = 0; i < _events.Length; i++)
        {
            _events[i] = new SafetyEvent();
        }
    }

    public int Count { get; private set; }

    /// <summary>Whether one more change, with all the events it may lead to, has room.</summary>
    public bool HasRoom
    {
        get { return Count <= Limits.MaxPendingEvents - Limits.MaxEventsOfOneChange; }
    }

    public SafetyEvent At(int index)
    {
        return _events[index];
    }

    /// <summary>To be called once all were recorded.</summary>
    public void Clear()
    {
        Count = 0;
    }

    internal SafetyEvent Add()
    {
        return _events[Count++];
    }
}
