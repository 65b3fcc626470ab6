using System.Collections;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the list of zones.</summary>
internal sealed class ZoneSettingsReader
{
    private readonly BoardParts _parts;
    private readonly SensorReader _sensors;

    /// <param name="parts">Pins that are in use.</param>
    /// <param name="sensors">Sensors that a zone may follow.</param>
    public ZoneSettingsReader(BoardParts parts, SensorReader sensors)
    {
        _parts = parts;
        _sensors = sensors;
    }

    public ZoneSettings[] ReadList(SettingsObject root)
    {
        ArrayList items = root.ReadList("zones", Limits.MaxZones);
        ArrayList zones = new ArrayList();
        NameList names = new NameList(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = root.ItemOf(items, "zones", i);
            if (item != null)
            {
                zones.Add(ReadZone(item, names.Read(item)));
            }
        }

        return (ZoneSettings[])zones.ToArray(typeof(ZoneSettings));
    }

    private ZoneSettings ReadZone(SettingsObject item, string name)
    {
        ZoneSettings zone = new ZoneSettings();
        zone.Name = name;
        string typeName = item.ReadText("type", 1);
        zone.Type = ZoneTypes.Find(typeName);
        if (typeName.Length > 0 && zone.Type == 0)
        {
            item.Refuse("type", "must be door, window, motion, smoke, panic, gas_leak, water_leak or tamper");
        }

        ReadSource(item, zone);
        zone.HeldOpenS = item.ReadInteger("held_open_s", 0, Limits.MaxHeldOpenS, zone.HeldOpenS);
        zone.IsEntryRoute = item.ReadBoolean("entry_route", zone.IsEntryRoute);
        zone.FaultDelayS = item.ReadInteger("fault_delay_s", 0, Limits.MaxFaultDelayS, zone.FaultDelayS);
        CheckType(item, zone);
        item.Finish();
        return zone;
    }

    private void ReadSource(SettingsObject item, ZoneSettings zone)
    {
        int sources = (item.Has("pin") ? 1 : 0) + (item.Has("loop") ? 1 : 0) + (item.Has("sensor") ? 1 : 0);
        if (sources != 1)
        {
            item.Refuse("pin", "or loop or sensor: a zone has one of them");
        }

        zone.Pin = _parts.ReadPinIfThere(item, "pin");
        SettingsObject loop = item.ReadObject("loop");
        zone.Loop = loop == null ? null : LoopReader.ReadZone(loop, _parts);
        zone.Sensor = _sensors.ReadFollowed(item);
        if (!item.Has("sensor"))
        {
            zone.DebounceMs = item.ReadInteger("debounce_ms", 0, Limits.MaxDebounceMs, zone.DebounceMs);
        }
        else
        {
            SensorObject usual = zone.Type == 0 ? SensorObject.Generic : SensorObjects.UsualOf(zone.Type);
            zone.Object = (SensorObject)item.ReadWord("object", SensorObjects.Names, (int)usual);
        }
    }

    private static void CheckType(SettingsObject item, ZoneSettings zone)
    {
        if (zone.HeldOpenS > 0 && zone.Type != 0 && zone.Type != ZoneType.Door)
        {
            item.Refuse("held_open_s", "is for doors alone");
        }

        // Nothing but its own fault delay may hold back a zone that is watched at all hours (clauses S3, S4).
        if (zone.IsEntryRoute && zone.Type != 0 && ZoneTypes.IsWatchedAtAllHours(zone.Type))
        {
            item.Refuse("entry_route", "is not for zones that are watched at all hours");
        }
    }
}
