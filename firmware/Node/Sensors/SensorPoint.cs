using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Sensors;

/// <summary>One radio sensor of the node: what was heard of it last, and who follows it.</summary>
internal sealed class SensorPoint
{
    private const int NoBattery = -1;
    private const int LowBatteryPercent = 15;
    private const int GoodBatteryPercent = 20;
    private const int MsPerSecond = 1000;

    // A sensor repeats a packet for some seconds; the same number later is that of another, since it counts to 255 only.
    private const int SamePacketMs = 4000;

    // By their words, as the members of an object must be.
    private static readonly AdvertisementStatus[] Refusals = new AdvertisementStatus[]
    {
        AdvertisementStatus.BadValue, AdvertisementStatus.Flooded, AdvertisementStatus.Forged, AdvertisementStatus.NoKey,
        AdvertisementStatus.OtherVersion, AdvertisementStatus.OutOfOrder, AdvertisementStatus.Plain, AdvertisementStatus.Replayed,
        AdvertisementStatus.Truncated, AdvertisementStatus.UnknownObject,
    };

    private readonly ArrayList _inputs = new ArrayList();
    private readonly ArrayList _meters = new ArrayList();
    private bool _isHeard;
    private long _heardMs;
    private int _signalDbm;
    private int _batteryPercent = NoBattery;
    private long _packet = -1;

    public SensorPoint(SensorSettings settings, BthomeSensor sensor)
    {
        Settings = settings;
        Sensor = sensor;
    }

    public SensorSettings Settings { get; }

    public BthomeSensor Sensor { get; }

    /// <summary>Whether the sensor says that its battery is low, or nearly empty.</summary>
    public bool IsBatteryLow { get; private set; }

    /// <summary>Whether the records say so.</summary>
    public bool IsRecordedLow { get; set; }

    /// <summary>Whether what was heard last is not told yet, so that the next must wait.</summary>
    public bool IsBusy
    {
        get
        {
            for (int i = 0; i < _inputs.Count; i++)
            {
                if (((SensorInput)_inputs[i]).IsBusy)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void AddInput(SensorInput input)
    {
        _inputs.Add(input);
    }

    public void AddMeter(SensorMeter meter)
    {
        _meters.Add(meter);
    }

    /// <summary>Judges an advertisement, and hands on what is believed.</summary>
    /// <returns>Whether it is believed.</returns>
    public bool Take(Advertisement advertisement)
    {
        if (Sensor.Take(advertisement.Data, advertisement.Count) != AdvertisementStatus.Ok)
        {
            return false;
        }

        long atMs = advertisement.AtMs;
        bool isNewEvent = ReadAbout(atMs);
        _isHeard = true;
        _heardMs = atMs;
        _signalDbm = advertisement.SignalDbm;
        for (int i = 0; i < _inputs.Count; i++)
        {
            ((SensorInput)_inputs[i]).Hear(Sensor.Objects, isNewEvent, atMs);
        }

        for (int i = 0; i < _meters.Count; i++)
        {
            ((SensorMeter)_meters[i]).Hear(Sensor.Objects, atMs);
        }

        return true;
    }

    /// <summary>Writes how the sensor is, as a member of a heartbeat's <c>data</c>.</summary>
    public void Describe(CanonicalWriter data, long nowMs)
    {
        data.Name("sensor").BeginObject();
        if (_batteryPercent != NoBattery)
        {
            data.Name("battery").Integer(_batteryPercent);
        }

        data.Name("battery_low").Boolean(IsBatteryLow);
        if (_isHeard)
        {
            data.Name("heard_s").Integer((nowMs - _heardMs) / MsPerSecond);
        }

        data.Name("name").Text(Settings.Name).Name("refused").BeginObject();
        for (int i = 0; i < Refusals.Length; i++)
        {
            long count = Sensor.CountOf(Refusals[i]);
            if (count > 0)
            {
                data.Name(AdvertisementStatuses.NameOf(Refusals[i])).Integer(count);
            }
        }

        data.EndObject();
        if (_isHeard)
        {
            data.Name("signal_dbm").Integer(_signalDbm);
        }

        data.EndObject();
    }

    /// <summary>Reads what the sensor says of itself.</summary>
    /// <returns>Whether an event in it is a new one, and not the same packet once more.</returns>
    private bool ReadAbout(long atMs)
    {
        long packet = -1;
        bool isLow = IsBatteryLow;
        Sensor.Objects.Restart();
        AdvertisementStatus status;
        while (Sensor.Objects.MoveNext(out status))
        {
            long value = Sensor.Objects.Value;
            switch (Sensor.Objects.Id)
            {
                case BthomeObject.PacketId:
                    packet = value;
                    break;
                case BthomeObject.Battery:
                    _batteryPercent = (int)value;
                    isLow = value <= LowBatteryPercent || (isLow && value < GoodBatteryPercent);
                    break;
                case BthomeObject.BatteryLow:
                    isLow = value != 0;
                    break;
                default:
                    break;
            }
        }

        IsBatteryLow = isLow;
        bool isSame = packet >= 0 && packet == _packet && atMs - _heardMs < SamePacketMs;
        _packet = packet;
        return !isSame;
    }
}
