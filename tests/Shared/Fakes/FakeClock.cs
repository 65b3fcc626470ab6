using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A clock that a test sets and that then runs with the steps; at first it does not know the time.</summary>
internal sealed class FakeClock : IClock
{
    private const int ErrorMs = 40;

    private bool _isSet;
    private bool _isPending;
    private long _setUnixMs;
    private long _offsetMs;
    private long _nowMs;

    /// <summary>What it shows; before it was set, a time of its own that nobody reads.</summary>
    public long UnixMs
    {
        get { return _isPending ? _setUnixMs : _isSet ? _offsetMs + _nowMs : 1763884800000 + _nowMs; }
    }

    /// <summary>At the next step it shows this.</summary>
    public void Set(long unixMs)
    {
        _isSet = true;
        _isPending = true;
        _setUnixMs = unixMs;
    }

    /// <summary>It does not know the time any more, as a chip's own after a loss of power.</summary>
    public void Forget()
    {
        _isSet = false;
        _isPending = false;
    }

    /// <summary>Moves it to the monotonic time of a step.</summary>
    public void MoveTo(long nowMs)
    {
        if (_isPending)
        {
            _isPending = false;
            _offsetMs = _setUnixMs - nowMs;
        }

        _nowMs = nowMs;
    }

    /// <summary>Keeps its time over a loss of power, as with a battery.</summary>
    public void LosePower()
    {
        if (_isSet)
        {
            Set(UnixMs);
        }
    }

    public ClockReading Read()
    {
        return _isSet ? ClockReading.At(UnixMs, ErrorMs, ClockQuality.Sync) : default;
    }
}
