using System.Collections;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the list of meters.</summary>
internal sealed class MeterSettingsReader
{
    private const int MaxRate = 10000000;
    private const int MaxRolloverThousands = 1000000000;
    private const int UsualRolloverThousands = 1000000;
    private const int WholePerThousand = 1000;

    private readonly BoardParts _parts;
    private readonly BusReader _buses;
    private readonly SensorReader _sensors;
    private readonly SettingsErrors _errors;

    /// <param name="parts">Pins that are in use.</param>
    /// <param name="lines">Serial lines on which meters may be.</param>
    /// <param name="sensors">Sensors that may read a meter.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public MeterSettingsReader(BoardParts parts, SerialLineSettings[] lines, SensorReader sensors, SettingsErrors errors)
    {
        _parts = parts;
        _buses = new BusReader(lines);
        _sensors = sensors;
        _errors = errors;
    }

    public MeterSettings[] ReadList(SettingsObject root)
    {
        ArrayList items = root.ReadList("meters", Limits.MaxMeters);
        ArrayList meters = new ArrayList();
        NameList names = new NameList(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = root.ItemOf(items, "meters", i);
            MeterSettings meter = item == null ? null : ReadMeter(item, names.Read(item));
            if (meter != null)
            {
                meters.Add(meter);
            }
        }

        MeterSettings[] read = (MeterSettings[])meters.ToArray(typeof(MeterSettings));
        if (read.Length == items.Count)
        {
            CheckPartners(root, read);
        }

        return read;
    }

    /// <returns>Null where something does not fit.</returns>
    private MeterSettings ReadMeter(SettingsObject item, string name)
    {
        int countBefore = _errors.Count;
        Medium medium = (Medium)item.ReadWord("medium", Media.Names, 0);
        int sources = (item.Has("pin") ? 1 : 0) + (item.Has("bus") ? 1 : 0) + (item.Has("sensor") ? 1 : 0);
        if (sources != 1)
        {
            item.Refuse("pin", "or bus or sensor: a meter has one of them");
        }

        int pin = _parts.ReadPinIfThere(item, "pin");
        SettingsObject busItem = item.ReadObject("bus");
        BusSettings bus = busItem == null ? null : _buses.Read(busItem, medium);
        SensorSettings sensor = _sensors.ReadFollowed(item);
        int plateValue = pin == NodeSettings.NoPin || medium == 0 ? 1 : ReadPlateValue(item, medium);
        string serial = item.Has("serial") ? item.ReadText("serial", 1) : "";
        if (serial.Length > Limits.MaxNameCharacters)
        {
            item.Refuse("serial", "must be at most 24 characters");
        }

        bool isElectric = medium == Medium.Electricity;
        int maxPerHour = item.ReadInteger(
            isElectric ? "max_power_w" : "max_flow_l_per_h",
            1,
            MaxRate,
            isElectric ? MeterSettings.DefaultMaxPowerW : MeterSettings.DefaultMaxFlowLPerH);
        int rolloverThousands = item.ReadInteger(
            isElectric ? "rollover_kwh" : "rollover_m3",
            1,
            MaxRolloverThousands,
            bus == null || bus.Protocol == MeterSource.Modbus ? 0 : UsualRolloverThousands);
        string beside = bus != null && item.Has("beside") ? item.ReadText("beside", 1) : null;
        if (medium != 0)
        {
            item.Finish();
        }

        if (_errors.Count > countBefore)
        {
            return null;
        }

        MeterSettings meter = bus != null ? new MeterSettings(name, medium, bus)
            : sensor != null ? new MeterSettings(name, medium, sensor)
            : new MeterSettings(name, medium, pin, ConstantOf(medium, plateValue));
        meter.Serial = serial;
        meter.MaxPerHour = maxPerHour;
        meter.RolloverAt = (long)rolloverThousands * WholePerThousand;
        meter.Beside = beside;
        return meter;
    }

    private static int ReadPlateValue(SettingsObject item, Medium medium)
    {
        return medium == Medium.Electricity
            ? item.ReadInteger("impulses_per_kwh", 1, PulseConstant.MaxImpulsesPerKilowattHour)
            : item.ReadInteger("litres_per_impulse", 1, PulseConstant.MaxLitresPerImpulse);
    }

    private static PulseConstant ConstantOf(Medium medium, int plateValue)
    {
        return medium == Medium.Electricity
            ? PulseConstant.FromImpulsesPerKilowattHour(plateValue)
            : PulseConstant.FromLitresPerImpulse(plateValue);
    }

    private static void CheckPartners(SettingsObject root, MeterSettings[] meters)
    {
        for (int i = 0; i < meters.Length; i++)
        {
            bool isFound = meters[i].Beside == null;
            for (int j = 0; j < meters.Length; j++)
            {
                isFound = isFound
                    || (meters[j].Name == meters[i].Beside && meters[j].Source == MeterSource.Pulse
                        && meters[j].Medium == meters[i].Medium);
            }

            if (!isFound)
            {
                root.Refuse("meters[" + i.ToString() + "].beside", "must be the name of a pulse meter of the same medium");
            }
        }
    }
}
