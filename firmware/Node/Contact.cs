using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// A debounced contact. High is active: the contact opened, or its wire was cut. It starts as normal, so that a contact
/// that is active when the node boots shows as a change.
/// </summary>
internal sealed class Contact
{
    private readonly IDigitalInput _input;
    private readonly Debouncer _debouncer;

    public Contact(IDigitalInput input, int debounceMs)
    {
        _input = input;
        _debouncer = new Debouncer(debounceMs, false);
    }

    public bool IsActive
    {
        get { return _debouncer.Level; }
    }

    /// <summary>When the present state began: its first edge, in monotonic milliseconds.</summary>
    public long SinceMs
    {
        get { return _debouncer.LevelSinceMs; }
    }

    /// <summary>When the contact must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get { return _debouncer.IsSettling ? _debouncer.SettlesAtMs : long.MaxValue; }
    }

    /// <summary>
    /// Takes edges, then the level, up to the next settled change. To be called until it returns false, so that a press
    /// and its release, both older than the step, are two changes.
    /// </summary>
    public bool TryTakeChange(long nowMs)
    {
        bool isHigh;
        long atMs;
        while (_input.TryTakeEdge(out isHigh, out atMs))
        {
            if (_debouncer.Update(isHigh, atMs))
            {
                return true;
            }
        }

        return _debouncer.Update(_input.IsHigh, nowMs);
    }
}
