using System.Globalization;
using System.Text;

namespace Wugang.Sim.App.Decoding;

/// <summary>What an object of BTHome v2 is called, in which unit it is, and how its bytes become a value (bthome.io/format).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Factor">What one of its number stands for; 0 where it is no number.</param>
/// <param name="IsSigned">Whether the number may be negative.</param>
internal sealed record BthomeQuantity(string Name, string Unit = "", decimal Factor = 1, bool IsSigned = false)
{
    private const decimal Milli = 0.001m;
    private const decimal Micro = 0.000001m;
    private const decimal Hundredth = 0.01m;
    private const decimal Tenth = 0.1m;
    private const byte Button = 0x3A;
    private const byte Command = 0x3B;
    private const byte Dimmer = 0x3C;
    private const byte Text = 0x53;
    private const byte Firmware4 = 0xF1;
    private const byte Firmware3 = 0xF2;

    private static readonly Dictionary<byte, string> ButtonEvents = new()
    {
        [0x00] = "none",
        [0x01] = "press",
        [0x02] = "double_press",
        [0x03] = "triple_press",
        [0x04] = "long_press",
        [0x05] = "long_double_press",
        [0x06] = "long_triple_press",
        [0x80] = "hold_press",
    };

    private static readonly Dictionary<byte, string> Binaries = new()
    {
        [0x0F] = "generic_boolean",
        [0x10] = "power_on",
        [0x11] = "opening",
        [0x15] = "battery_low",
        [0x16] = "battery_charging",
        [0x17] = "carbon_monoxide",
        [0x18] = "cold",
        [0x19] = "connectivity",
        [0x1A] = "door",
        [0x1B] = "garage_door",
        [0x1C] = "gas_detected",
        [0x1D] = "heat",
        [0x1E] = "light",
        [0x1F] = "lock",
        [0x20] = "moisture",
        [0x21] = "motion",
        [0x22] = "moving",
        [0x23] = "occupancy",
        [0x24] = "plug",
        [0x25] = "presence",
        [0x26] = "problem",
        [0x27] = "running",
        [0x28] = "safety",
        [0x29] = "smoke",
        [0x2A] = "sound",
        [0x2B] = "tamper",
        [0x2C] = "vibration",
        [0x2D] = "window",
    };

    private static readonly Dictionary<byte, BthomeQuantity> Others = new()
    {
        [0x01] = new("battery", "%"),
        [0x02] = new("temperature", "C", Hundredth, true),
        [0x03] = new("humidity", "%", Hundredth),
        [0x04] = new("pressure", "hPa", Hundredth),
        [0x05] = new("illuminance", "lx", Hundredth),
        [0x06] = new("mass_kg", "kg", Hundredth),
        [0x07] = new("mass_lb", "lb", Hundredth),
        [0x08] = new("dewpoint", "C", Hundredth, true),
        [0x09] = new("count"),
        [0x0A] = new("energy", "kWh", Milli),
        [0x0B] = new("power", "W", Hundredth),
        [0x0C] = new("voltage", "V", Milli),
        [0x0D] = new("pm2.5", "ug/m3"),
        [0x0E] = new("pm10", "ug/m3"),
        [0x12] = new("co2", "ppm"),
        [0x13] = new("tvoc", "ug/m3"),
        [0x14] = new("moisture", "%", Hundredth),
        [0x2E] = new("humidity", "%"),
        [0x2F] = new("moisture", "%"),
        [Button] = new("button", Factor: 0),
        [Command] = new("command", Factor: 0),
        [Dimmer] = new("dimmer", Factor: 0),
        [0x3D] = new("count"),
        [0x3E] = new("count"),
        [0x3F] = new("rotation", "deg", Tenth, true),
        [0x40] = new("distance_mm", "mm"),
        [0x41] = new("distance_m", "m", Tenth),
        [0x42] = new("duration", "s", Milli),
        [0x43] = new("current", "A", Milli),
        [0x44] = new("speed", "m/s", Hundredth),
        [0x45] = new("temperature", "C", Tenth, true),
        [0x46] = new("uv_index", "", Tenth),
        [0x47] = new("volume", "L", Tenth),
        [0x48] = new("volume", "mL"),
        [0x49] = new("volume_flow_rate", "m3/h", Milli),
        [0x4A] = new("voltage", "V", Tenth),
        [0x4B] = new("gas", "m3", Milli),
        [0x4C] = new("gas", "m3", Milli),
        [0x4D] = new("energy", "kWh", Milli),
        [0x4E] = new("volume", "L", Milli),
        [0x4F] = new("water", "L", Milli),
        [0x50] = new("timestamp", "epoch_s"),
        [0x51] = new("acceleration", "m/s2", Milli),
        [0x52] = new("gyroscope", "deg/s", Milli),
        [Text] = new("text", Factor: 0),
        [0x54] = new("raw", Factor: 0),
        [0x55] = new("volume_storage", "L", Milli),
        [0x56] = new("conductivity", "uS/cm"),
        [0x57] = new("temperature", "C", 1, true),
        [0x58] = new("temperature", "C", 0.35m, true),
        [0x59] = new("count", "", 1, true),
        [0x5A] = new("count", "", 1, true),
        [0x5B] = new("count", "", 1, true),
        [0x5C] = new("power", "W", Hundredth, true),
        [0x5D] = new("current", "A", Milli, true),
        [0x5E] = new("direction", "deg", Hundredth),
        [0x5F] = new("precipitation", "mm", Tenth),
        [0x60] = new("channel"),
        [0x61] = new("rotational_speed", "rpm"),
        [0x62] = new("speed_signed", "m/s", Micro, true),
        [0x63] = new("acceleration_signed", "m/s2", Micro, true),
        [0x64] = new("light_level"),
        [0x65] = new("settings_revision"),
        [0xF0] = new("device_type_id"),
        [Firmware4] = new("firmware", Factor: 0),
        [Firmware3] = new("firmware", Factor: 0),
    };

    /// <summary>What an object of this identifier is; one of the node's own table.</summary>
    public static BthomeQuantity Of(byte id)
    {
        return Binaries.TryGetValue(id, out string? name) ? new BthomeQuantity(name, Factor: 0) : Others[id];
    }

    /// <summary>The value in words or digits; true or false of a binary sensor comes as such.</summary>
    public object ToValue(byte id, ReadOnlySpan<byte> bytes)
    {
        if (Binaries.ContainsKey(id))
        {
            return bytes[0] != 0;
        }

        return id switch
        {
            Button => ButtonEvents.GetValueOrDefault(bytes[0], $"invalid 0x{bytes[0]:X2}"),
            Command => $"op={bytes[0]:x2} args={Convert.ToHexStringLower(bytes[1..])}",
            Dimmer => $"{DimmerEvent(bytes[0])} {bytes[1]}",
            Text => Encoding.UTF8.GetString(bytes),
            Firmware4 or Firmware3 => string.Join('.', bytes.ToArray().Reverse()),
            _ => Factor == 0 ? Convert.ToHexStringLower(bytes) : ToDigits(bytes),
        };
    }

    private static string DimmerEvent(byte code)
    {
        return code switch
        {
            0 => "none",
            1 => "rotate_left",
            2 => "rotate_right",
            _ => $"invalid 0x{code:X2}",
        };
    }

    private string ToDigits(ReadOnlySpan<byte> bytes)
    {
        long number = IsSigned && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return (number * Factor).ToString(Factor == 1 ? "0" : "0.0#####", CultureInfo.InvariantCulture);
    }
}
