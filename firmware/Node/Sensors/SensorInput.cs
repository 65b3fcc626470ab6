using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Drivers.Bthome;

namespace Wugang.Firmware.Node.Sensors;

/// <summary>
/// A zone at a radio sensor. It is silent from the start until the sensor has said what the zone follows, and again once it has not
/// said so for too long. A press shows as active for a second.
/// </summary>
internal sealed class SensorInput : SupervisedInput
{
    private const int PressMs = 1000;
    private const int MsPerSecond = 1000;

    private readonly SensorObject _what;
    private readonly byte _id;
    private readonly long _silentAfterMs;
    private ZoneCondition _condition = ZoneCondition.Normal;
    private ZoneCondition _heard = ZoneCondition.Silent;
    private long _sinceMs;
    private long _heardSinceMs;
    private long _silentAtMs;
    private long _releaseMs = long.MaxValue;

    public SensorInput(ZoneSettings zone)
    {
        _what = zone.Object;
        _id = BthomeObject.IdOf(zone.Object);
        _silentAfterMs = (long)zone.Sensor.SilentAfterS * MsPerSecond;
    }

    /// <inheritdoc/>
    public override ZoneCondition Condition
    {
        get { return _condition; }
    }

    /// <inheritdoc/>
    public override long SinceMs
    {
        get { return _sinceMs; }
    }

    /// <inheritdoc/>
    public override long DueMs
    {
        get
        {
            long silentMs = _heard == ZoneCondition.Silent ? long.MaxValue : _silentAtMs;
            return Moments.Earlier(silentMs, _releaseMs);
        }
    }

    /// <summary>Whether something that was heard is not told yet: what comes next must wait.</summary>
    public bool IsBusy
    {
        get { return HasChange || _heard != _condition; }
    }

    /// <summary>Takes what a believed advertisement says of the zone.</summary>
    /// <param name="objects">Its objects.</param>
    /// <param name="isNewEvent">Whether it is not merely the same packet once more.</param>
    /// <param name="atMs">When it was heard, in monotonic milliseconds.</param>
    public void Hear(BthomeObjects objects, bool isNewEvent, long atMs)
    {
        bool isSaid = _what == SensorObject.Button;
        bool isActive = false;
        objects.Restart();
        AdvertisementStatus status;
        while (objects.MoveNext(out status))
        {
            if (objects.Id == _id)
            {
                isSaid = true;
                isActive = isActive || (objects.Value != 0) != (_what == SensorObject.Safety);
            }
        }

        if (!isSaid)
        {
            return;
        }

        _silentAtMs = atMs + _silentAfterMs;
        if (_what != SensorObject.Button)
        {
            Show(isActive ? ZoneCondition.Active : ZoneCondition.Normal, atMs);
        }
        else if (isActive && isNewEvent)
        {
            _releaseMs = atMs + PressMs;
            Show(ZoneCondition.Active, atMs);
        }
        else if (_heard == ZoneCondition.Silent)
        {
            Show(ZoneCondition.Normal, atMs);
        }
    }

    /// <inheritdoc/>
    public override bool Look(long nowMs)
    {
        if (HasChange)
        {
            return true;
        }

        if (_heard == _condition)
        {
            RunTimes(nowMs);
        }

        HasChange = _heard != _condition;
        _condition = _heard;
        _sinceMs = HasChange ? _heardSinceMs : _sinceMs;

        // However long it is heard, it may fall silent.
        return true;
    }

    private void RunTimes(long nowMs)
    {
        if (nowMs >= _releaseMs)
        {
            Show(ZoneCondition.Normal, _releaseMs);
            _releaseMs = long.MaxValue;
        }
        else if (nowMs >= _silentAtMs)
        {
            Show(ZoneCondition.Silent, _silentAtMs);
        }
    }

    private void Show(ZoneCondition condition, long atMs)
    {
        _heardSinceMs = condition == _heard ? _heardSinceMs : Moments.Later(atMs, _heardSinceMs);
        _heard = condition;
    }
}
