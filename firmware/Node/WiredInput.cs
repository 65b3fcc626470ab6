using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>A debounced contact or loop. A contact that is high is active: it opened, or its wire was cut.</summary>
internal sealed class WiredInput : SupervisedInput
{
    private readonly IDigitalInput _contact;
    private readonly IAnalogInput _loop;
    private readonly LoopBands _bands;
    private readonly Debouncer _debouncer;

    private WiredInput(IDigitalInput contact, IAnalogInput loop, LoopBands bands, int debounceMs)
    {
        _contact = contact;
        _loop = loop;
        _bands = bands;
        _debouncer = new Debouncer(debounceMs, ZoneCondition.Normal);
    }

    /// <inheritdoc/>
    public override ZoneCondition Condition
    {
        get { return _debouncer.Condition; }
    }

    /// <inheritdoc/>
    public override long SinceMs
    {
        get { return _debouncer.SinceMs; }
    }

    /// <inheritdoc/>
    public override long DueMs
    {
        get { return _debouncer.IsSettling ? _debouncer.SettlesAtMs : long.MaxValue; }
    }

    public static WiredInput OpenContact(IBoard board, int pin, int debounceMs)
    {
        return new WiredInput(board.OpenInput(pin), null, null, debounceMs);
    }

    public static WiredInput OpenLoop(IBoard board, LoopSettings loop, int debounceMs)
    {
        return new WiredInput(null, board.OpenAnalog(loop.Channel), new LoopBands(loop), debounceMs);
    }

    /// <summary>Edges first, then the level, so that a press and its release, both older than the step, are two changes.</summary>
    public override bool Look(long nowMs)
    {
        if (HasChange)
        {
            return true;
        }

        bool isHigh;
        long atMs;
        while (_contact != null && _contact.TryTakeEdge(out isHigh, out atMs))
        {
            if (_debouncer.Update(ConditionOf(isHigh), atMs))
            {
                HasChange = true;
                return true;
            }
        }

        ZoneCondition shown = _contact == null ? _bands.ConditionOf(_loop.Read()) : ConditionOf(_contact.IsHigh);
        if (_debouncer.IsAtRest(shown))
        {
            return false;
        }

        HasChange = _debouncer.Update(shown, nowMs);
        return true;
    }

    private static ZoneCondition ConditionOf(bool isHigh)
    {
        return isHigh ? ZoneCondition.Active : ZoneCondition.Normal;
    }
}
