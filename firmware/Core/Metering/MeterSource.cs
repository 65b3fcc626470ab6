namespace Wugang.Firmware.Core.Metering;

/// <summary>How a meter tells what it counts. On the wire: never renumber, only append; 0 is never valid.</summary>
public enum MeterSource : byte
{
    /// <summary>A pulse output.</summary>
    Pulse = 1,

    /// <summary>DL/T 645-2007, electricity, on a serial line.</summary>
    Dlt645 = 2,

    /// <summary>CJ/T 188, water and gas, on a serial line.</summary>
    Cjt188 = 3,

    /// <summary>Modbus RTU on a serial line.</summary>
    Modbus = 4,

    /// <summary>A BTHome sensor.</summary>
    Bthome = 5,
}
