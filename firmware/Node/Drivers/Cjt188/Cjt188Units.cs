using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>The unit byte behind each amount.</summary>
public static class Cjt188Units
{
    /// <summary>The unit of volume of this code, or 0: other units there are, but none for water or gas.</summary>
    public static MeterUnit FindVolume(byte code)
    {
        return code switch
        {
            0x29 => MeterUnit.Litre,
            0x2C => MeterUnit.CubicMetre,
            _ => 0,
        };
    }

    /// <summary>The unit as it is printed; null where the code is not known.</summary>
    public static string NameOf(byte code)
    {
        return code switch
        {
            0x01 => "J",
            0x02 => "Wh",
            0x05 => "kWh",
            0x08 => "MWh",
            0x0A => "MWh x100",
            0x0B => "kJ",
            0x0E => "MJ",
            0x11 => "GJ",
            0x13 => "GJ x100",
            0x14 => "W",
            0x17 => "kW",
            0x1A => "MW",
            0x29 => "L",
            0x2C => "m3",
            0x32 => "L/h",
            0x35 => "m3/h",
            _ => null,
        };
    }
}
