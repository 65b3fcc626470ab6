using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// A debounced contact or loop. A contact that is high is active: it opened, or its wire was cut. It starts as normal, so
/// that what is active or faulty when the node boots shows as a change.
/// </summary>
internal sealed class SupervisedInput
{
    private readonly IDigitalInput _contact;
    private readonly IAnalogInput _loop;
    private readonly LoopBands _bands;
    private readonly Debouncer _debouncer;

    private SupervisedInput(IDigitalInput contact, IAnalogInput loop, LoopBands bands, int debounceMs)
    {
        _contact = contact;
        _loop = loop;
        _bands = bands;
        _debouncer = new Debouncer(debounceMs, ZoneCondition.Normal);
    }

    /// <summary>Whether a settled change waits to be taken.</summary>
    public bool HasChange { get; private set; }

    public ZoneCondition Condition
    {
        get { return _debouncer.Condition; }
    }

    /// <summary>When the present condition began: its first edge, in monotonic milliseconds.</summary>
    public long SinceMs
    {
        get { return _debouncer.SinceMs; }
    }

    /// <summary>When the input must be looked at again even if nothing happens.</summary>
    public long DueMs
    {
        get { return _debouncer.IsSettling ? _debouncer.SettlesAtMs : long.MaxValue; }
    }

    public static SupervisedInput OpenContact(IBoard board, int pin, int debounceMs)
    {
        return new SupervisedInput(board.OpenInput(pin), null, null, debounceMs);
    }

    public static SupervisedInput OpenLoop(IBoard board, LoopSettings loop, int debounceMs)
    {
        return new SupervisedInput(null, board.OpenAnalog(loop.Channel), new LoopBands(loop), debounceMs);
    }

    /// <summary>
    /// Looks for the next settled change, unless one waits: edges first, then the level, so that a press and its
    /// release, both older than the step, are two changes.
    /// </summary>
    public void Look(long nowMs)
    {
        if (HasChange)
        {
            return;
        }

        if (_contact == null)
        {
            HasChange = _debouncer.Update(_bands.ConditionOf(_loop.Read()), nowMs);
            return;
        }

        bool isHigh;
        long atMs;
        while (!HasChange && _contact.TryTakeEdge(out isHigh, out atMs))
        {
            HasChange = _debouncer.Update(ConditionOf(isHigh), atMs);
        }

        HasChange = HasChange || _debouncer.Update(ConditionOf(_contact.IsHigh), nowMs);
    }

    /// <summary>Takes the change that waits.</summary>
    public void Take()
    {
        HasChange = false;
    }

    private static ZoneCondition ConditionOf(bool isHigh)
    {
        return isHigh ? ZoneCondition.Active : ZoneCondition.Normal;
    }
}
