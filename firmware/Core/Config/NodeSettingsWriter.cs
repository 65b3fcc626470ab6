using System;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>Writes the settings of a node as one canonical JSON object, which <see cref="NodeSettingsReader"/> reads.</summary>
public static class NodeSettingsWriter
{
    /// <summary>The settings as bytes. Zones and meters must be in order of their names.</summary>
    public static byte[] Write(NodeSettings settings)
    {
        CanonicalWriter json = new CanonicalWriter(new byte[Limits.MaxSettingsBytes]);
        json.BeginObject().Name("broker").BeginObject();
        json.Name("host").Text(settings.BrokerHost).Name("password").Text(settings.BrokerPassword);
        json.Name("port").Integer(settings.BrokerPort).EndObject();
        json.Name("heartbeat_interval_s").Integer(settings.HeartbeatIntervalS);
        json.Name("key").BeginObject();
        json.Name("k").Bytes(settings.KeySecret, 0, settings.KeySecret.Length).Name("kid").Text(settings.KeyId);
        json.EndObject().Name("meter_interval_s").Integer(settings.MeterIntervalS);
        WriteMeters(json, settings.Meters);
        json.Name("node").Text(settings.Node.Value);
        json.Name("reset_pin").Integer(settings.Controls.ResetPin).Name("siren_pin").Integer(settings.Siren.Pin);
        WriteZones(json, settings.Zones);
        json.EndObject();

        byte[] bytes = new byte[json.Position];
        Array.Copy(json.Buffer, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    private static void WriteMeters(CanonicalWriter json, MeterSettings[] meters)
    {
        json.Name("meters").BeginObject();
        for (int i = 0; i < meters.Length; i++)
        {
            MeterSettings meter = meters[i];
            json.Name(meter.Name).BeginObject();
            string constant = meter.Medium == Medium.Electricity ? "impulses_per_kwh" : "litres_per_impulse";
            json.Name(constant).Integer(meter.Constant.PlateValue);
            json.Name("medium").Text(Media.NameOf(meter.Medium)).Name("pin").Integer(meter.Pin).EndObject();
        }

        json.EndObject();
    }

    private static void WriteZones(CanonicalWriter json, ZoneSettings[] zones)
    {
        json.Name("zones").BeginObject();
        for (int i = 0; i < zones.Length; i++)
        {
            ZoneSettings zone = zones[i];
            json.Name(zone.Name).BeginObject().Name("debounce_ms").Integer(zone.DebounceMs);
            json.Name("pin").Integer(zone.Pin).Name("type").Text(ZoneTypes.NameOf(zone.Type)).EndObject();
        }

        json.EndObject();
    }
}
