using System.Collections;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>The settings of a scenario's node as the configuration that the firmware reads them from.</summary>
internal static class SettingsDocument
{
    private static readonly string[] Quantities = ["forward", "reverse", "combined"];
    private static readonly string[] Units = ["wh", "kwh", "mwh", "l", "m3"];
    private static readonly string[] WaterKinds = ["cold", "hot", "drinking", "reclaimed"];

    /// <summary>The whole as a tree.</summary>
    public static Hashtable Of(NodeSettings settings)
    {
        Hashtable root = new()
        {
            ["version"] = settings.Version,
            ["node"] = settings.Node.Value,
            ["broker"] = new Hashtable { ["host"] = "broker", ["port"] = 1883 },
            ["heartbeat_interval_s"] = settings.HeartbeatIntervalS,
            ["meter_interval_s"] = settings.MeterIntervalS,
            ["entry_delay_s"] = settings.EntryDelayS,
            ["exit_delay_s"] = settings.ExitDelayS,
            ["siren"] = SirenOf(settings.Siren),
            ["controls"] = ControlsOf(settings.Controls),
            ["supply"] = SupplyOf(settings.Supply),
            ["schedule"] = ScheduleOf(settings.Schedule),
            ["zones"] = ListOf(settings.Zones, ZoneOf),
            ["lines"] = ListOf(settings.Lines, LineOf),
            ["meters"] = ListOf(settings.Meters, MeterOf),
            ["sensors"] = ListOf(settings.Sensors, SensorOf),
        };
        return root;
    }

    /// <summary>Its canonical text.</summary>
    public static byte[] TextOf(NodeSettings settings)
    {
        return CanonicalTree.Write(Of(settings), Limits.MaxSettingsBytes);
    }

    /// <summary>The member <c>schedule</c>.</summary>
    public static Hashtable ScheduleOf(ScheduleSettings schedule)
    {
        return new Hashtable
        {
            ["utc_offset_min"] = schedule.UtcOffsetMin,
            ["stay_open_min"] = schedule.StayOpenMin,
            ["hours"] = ListOf(schedule.Hours, HoursOf),
            ["holidays"] = new ArrayList(schedule.Holidays),
        };
    }

    private static ArrayList ListOf<T>(T[] items, Func<T, Hashtable> write)
    {
        return new ArrayList(items.Select(write).ToArray());
    }

    private static Hashtable SirenOf(SirenSettings siren)
    {
        Hashtable table = new() { ["pin"] = siren.Pin, ["limit_s"] = siren.LimitS };
        if (siren.Loop is { } loop)
        {
            table["loop"] = LoopOf(loop);
        }

        return table;
    }

    private static Hashtable LoopOf(LoopSettings loop)
    {
        return new Hashtable
        {
            ["channel"] = loop.Channel,
            ["pull_up_ohm"] = loop.PullUpOhm,
            ["end_ohm"] = loop.EndOhm,
            ["tolerance_percent"] = loop.TolerancePercent,
        };
    }

    private static Hashtable ControlsOf(ControlSettings controls)
    {
        Hashtable table = [];
        AddPin(table, "reset_pin", controls.ResetPin);
        AddPin(table, "silence_pin", controls.SilencePin);
        AddPin(table, "set_pin", controls.SetPin);
        AddPin(table, "buzzer_pin", controls.BuzzerPin);
        AddPin(table, "status_led_pin", controls.StatusLedPin);
        return table;
    }

    private static Hashtable SupplyOf(SupplySettings supply)
    {
        return new Hashtable
        {
            ["mains_pin"] = supply.MainsPin,
            ["battery_channel"] = supply.BatteryChannel,
            ["full_scale_mv"] = supply.FullScaleMv,
            ["low_mv"] = supply.LowMv,
            ["exhausted_mv"] = supply.ExhaustedMv,
        };
    }

    private static Hashtable HoursOf(OpeningHours hours)
    {
        return new Hashtable
        {
            ["days"] = string.Join(',', ScheduleReader.Days.Where((_, day) => (hours.Days & (1 << day)) != 0)),
            ["open"] = TimeOf(hours.OpenMinute),
            ["close"] = TimeOf(hours.CloseMinute),
        };
    }

    private static string TimeOf(int minute)
    {
        return $"{minute / 60:D2}:{minute % 60:D2}";
    }

    private static Hashtable ZoneOf(ZoneSettings zone)
    {
        Hashtable table = new()
        {
            ["name"] = zone.Name,
            ["type"] = ZoneTypes.NameOf(zone.Type),
            ["held_open_s"] = zone.HeldOpenS,
            ["entry_route"] = zone.IsEntryRoute,
            ["fault_delay_s"] = zone.FaultDelayS,
        };
        AddPin(table, "pin", zone.Pin);
        if (zone.Sensor is not null)
        {
            table["sensor"] = zone.Sensor.Name;
            table["object"] = SensorObjects.NameOf(zone.Object);
        }
        else
        {
            table["debounce_ms"] = zone.DebounceMs;
        }

        if (zone.Loop is { } loop)
        {
            Hashtable loopTable = LoopOf(loop);
            loopTable["alarm_ohm"] = loop.AlarmOhm;
            loopTable["opens_when_active"] = loop.OpensWhenActive;
            table["loop"] = loopTable;
        }

        return table;
    }

    private static Hashtable SensorOf(SensorSettings sensor)
    {
        return new Hashtable
        {
            ["name"] = sensor.Name,
            ["address"] = sensor.Address,
            ["silent_after_s"] = sensor.SilentAfterS,
        };
    }

    private static Hashtable LineOf(SerialLineSettings line)
    {
        return new Hashtable { ["port"] = line.Port, ["transmit_pin"] = line.TransmitPin, ["receive_pin"] = line.ReceivePin };
    }

    private static Hashtable MeterOf(MeterSettings meter)
    {
        bool isElectric = meter.Medium == Medium.Electricity;
        Hashtable table = new()
        {
            ["name"] = meter.Name,
            ["medium"] = Media.NameOf(meter.Medium),
            [isElectric ? "max_power_w" : "max_flow_l_per_h"] = meter.MaxPerHour,
        };
        if (meter.RolloverAt > 0)
        {
            table[isElectric ? "rollover_kwh" : "rollover_m3"] = (int)(meter.RolloverAt / 1000);
        }

        if (meter.Beside is not null)
        {
            table["beside"] = meter.Beside;
        }

        if (meter.Bus is not null)
        {
            table["bus"] = BusOf(meter.Bus, meter.Medium);
        }
        else if (meter.Sensor is not null)
        {
            table["sensor"] = meter.Sensor.Name;
        }
        else
        {
            table["pin"] = meter.Pin;
            table[isElectric ? "impulses_per_kwh" : "litres_per_impulse"] = meter.Constant.PlateValue;
        }

        return table;
    }

    private static Hashtable BusOf(BusSettings bus, Medium medium)
    {
        Hashtable table = new() { ["port"] = bus.Port, ["protocol"] = MeterSources.NameOf(bus.Protocol) };
        if (bus.Address is not null)
        {
            table["address"] = bus.Address;
        }

        if (bus.Protocol == MeterSource.Dlt645)
        {
            table["quantity"] = Quantities[(int)bus.Quantity - 1];
        }
        else if (bus.Protocol == MeterSource.Cjt188 && medium == Medium.Water)
        {
            table["kind"] = WaterKinds[bus.Kind & 0x0F];
        }
        else if (bus.Protocol == MeterSource.Modbus)
        {
            table["address"] = bus.Unit;
            table["register"] = new Hashtable
            {
                ["address"] = bus.Row.Address,
                ["function"] = bus.Row.Function,
                ["words"] = bus.Row.WordCount,
                ["word_order"] = bus.Row.IsHighWordFirst ? "high_first" : "low_first",
                ["decimals"] = bus.Row.DecimalCount,
                ["unit"] = Units[(int)bus.Row.Unit - 1],
            };
        }

        return table;
    }

    private static void AddPin(Hashtable table, string name, int pin)
    {
        if (pin != NodeSettings.NoPin)
        {
            table[name] = pin;
        }
    }
}
