using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Cjt188;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Sensors;

namespace Wugang.Firmware.Node.Meters;

/// <summary>One meter of the node: what its newest read came to, whether that is believed, and what is wrong with the meter.</summary>
internal sealed class MeterPoint
{
    private const int BitsPerDigit = 4;

    private readonly IPulseInput _pulses;
    private readonly PulseTotal _total;
    private readonly SerialMeter _serial;
    private readonly SensorMeter _sensor;
    private readonly RegisterWatch _watch;
    private MeterUnit _unit;
    private bool _isBelieved;
    private int _ownFaults;

    /// <summary>A pulse meter.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="pulses">Where its pulses are counted.</param>
    /// <param name="count">What it had counted before this boot.</param>
    public MeterPoint(MeterSettings settings, IPulseInput pulses, long count)
        : this(settings, count)
    {
        _pulses = pulses;
        _total = new PulseTotal(count);
        _watch.Resume(ToRegister(count));
    }

    /// <summary>A meter on a serial line.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="serial">Its driver.</param>
    /// <param name="register">The register that was believed before this boot.</param>
    /// <param name="identity">Which meter that was (see <see cref="Identity"/>); 0 where there was none.</param>
    public MeterPoint(MeterSettings settings, SerialMeter serial, long register, long identity)
        : this(settings, register, identity)
    {
        _serial = serial;
    }

    /// <summary>A meter that a radio sensor reads.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="sensor">What was heard of it.</param>
    /// <param name="register">The register that was believed before this boot.</param>
    /// <param name="identity">Which sensor that was (see <see cref="Identity"/>); 0 where there was none.</param>
    public MeterPoint(MeterSettings settings, SensorMeter sensor, long register, long identity)
        : this(settings, register, identity)
    {
        _sensor = sensor;
    }

    private MeterPoint(MeterSettings settings, long register, long identity)
        : this(settings, register)
    {
        Identity = identity;
        if (identity != 0)
        {
            _watch.Resume(register);
        }
    }

    private MeterPoint(MeterSettings settings, long count)
    {
        Settings = settings;
        Count = count;
        _watch = new RegisterWatch(settings.MaxPerHour, settings.Step, settings.RolloverAt);
    }

    public MeterSettings Settings { get; }

    /// <summary>Pulses for the life of the node, or the meter's register: as the newest read that succeeded had it.</summary>
    public long Count { get; private set; }

    /// <summary>How the newest read ended.</summary>
    public ReadingStatus Status { get; private set; } = ReadingStatus.NoAnswer;

    /// <summary>When it ended, in monotonic milliseconds since boot.</summary>
    public long AtMs { get; private set; }

    /// <summary>Stands for the meter that is believed to be in this place: its address and 1; 0 where none was named yet.</summary>
    public long Identity { get; private set; }

    /// <summary>What the meter on the same supply says against this one, as bits.</summary>
    public int PartnerFaults { get; set; }

    /// <summary>The faults of which the records tell so far, as bits.</summary>
    public int RecordedFaults { get; set; }

    public bool IsMissed
    {
        get { return Status != ReadingStatus.Ok; }
    }

    /// <summary>Whether the newest read gave a register that fits what was before.</summary>
    public bool IsBelieved
    {
        get { return !IsMissed && _isBelieved; }
    }

    /// <summary>Whether the newest read gave a register on which nothing may be built.</summary>
    public bool IsSuspect
    {
        get { return !IsMissed && (!_isBelieved || MeterFaultBits.Has(PartnerFaults, MeterFault.Stuck)); }
    }

    /// <summary>All that is wrong with the meter, as bits (see <see cref="MeterFaultBits"/>).</summary>
    public int Faults
    {
        get { return _watch.Faults | _ownFaults | PartnerFaults; }
    }

    private bool IsPulse
    {
        get { return _pulses != null; }
    }

    /// <summary>The register of a count: watt-hours or litres.</summary>
    public long ToRegister(long count)
    {
        return IsPulse ? Settings.Constant.ToRegister(count) : count;
    }

    /// <summary>By how much a count is more than one before it; −1 where it went back.</summary>
    public long GrowthFrom(long count)
    {
        return Rollover.GrowthOf(count, Count, IsPulse ? 0 : Settings.RolloverAt);
    }

    /// <summary>An interval ends: pulses are taken now, a serial line takes its time.</summary>
    public void BeginRead(long nowMs)
    {
        if (IsPulse)
        {
            _total.Update(_pulses.Count);
            AtMs = nowMs;
        }
    }

    /// <summary>The read has ended, for better or worse.</summary>
    public void EndRead(long nowMs)
    {
        if (IsPulse)
        {
            Status = ReadingStatus.Ok;
            Count = _total.Count;
            _isBelieved = _watch.Take(ToRegister(Count), 0, AtMs);
            return;
        }

        MeterReading reading = _serial != null ? _serial.Reading : _sensor.Read(nowMs);
        Status = reading.Status;
        AtMs = reading.AtMs;
        if (Status == ReadingStatus.Ok)
        {
            Count = reading.Register;
            Judge(reading);
        }
        else if (Status == ReadingStatus.WrongUnit)
        {
            _ownFaults |= MeterFaultBits.BitOf(MeterFault.Unit);
        }
    }

    private void Judge(MeterReading reading)
    {
        long identity = IdentityOf(reading.Address);
        int strangeness = 0;
        if (Identity != 0 && identity != Identity)
        {
            strangeness |= MeterFaultBits.BitOf(MeterFault.Changed);
        }

        if (_unit != 0 && reading.Unit != _unit)
        {
            strangeness |= MeterFaultBits.BitOf(MeterFault.Unit);
        }

        _isBelieved = _watch.Take(reading.Register, strangeness, reading.AtMs);
        if (_isBelieved)
        {
            Identity = identity;
            _unit = reading.Unit;
        }

        Cjt188Meter volumeMeter = _serial == null ? null : _serial.Protocol as Cjt188Meter;
        bool isBatteryLow = volumeMeter != null && volumeMeter.MeterStatus.IsBatteryLow;
        _ownFaults = isBatteryLow ? MeterFaultBits.BitOf(MeterFault.Battery) : 0;
    }

    private static long IdentityOf(string address)
    {
        long number = 0;
        for (int i = 0; i < address.Length; i++)
        {
            int digit = address[i] <= '9' ? address[i] - '0' : address[i] - 'A' + 10;
            number = (number << BitsPerDigit) | (uint)digit;
        }

        return number + 1;
    }
}
