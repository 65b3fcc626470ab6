using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>The button by which somebody at the node lets a phone set it up. Pressed is low.</summary>
internal sealed class SetupButton
{
    private const int DebounceMs = 50;

    private readonly IDigitalInput _input;
    private readonly Debouncer _debouncer = new Debouncer(DebounceMs, ZoneCondition.Normal);

    public SetupButton(IDigitalInput input)
    {
        _input = input;
    }

    /// <summary>When it must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get { return _debouncer.IsSettling ? _debouncer.SettlesAtMs : long.MaxValue; }
    }

    public bool IsPressed
    {
        get { return _debouncer.Condition == ZoneCondition.Active; }
    }

    /// <summary>When it was pressed or let go last, in monotonic milliseconds.</summary>
    public long SinceMs
    {
        get { return _debouncer.SinceMs; }
    }

    /// <summary>Takes what it shows.</summary>
    /// <returns>Whether it was pressed since the last look.</returns>
    public bool Look(long nowMs)
    {
        bool wasPressed = false;
        bool isHigh;
        long atMs;
        while (_input.TryTakeEdge(out isHigh, out atMs))
        {
            wasPressed = Update(isHigh, atMs) || wasPressed;
        }

        return Update(_input.IsHigh, nowMs) || wasPressed;
    }

    private bool Update(bool isHigh, long atMs)
    {
        return _debouncer.Update(isHigh ? ZoneCondition.Normal : ZoneCondition.Active, atMs) && IsPressed;
    }
}
