using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Core.Config;

/// <summary>The row of a vendor's register table that holds what a Modbus meter counts.</summary>
public sealed class ModbusRow
{
    /// <summary>3 for holding registers, 4 for input registers.</summary>
    public int Function { get; set; }

    /// <summary>Address of the first register as sent, 0 to 65 535; manuals often count from 1, or from 40 001.</summary>
    public int Address { get; set; }

    /// <summary>Registers of 16 bits that make the number: 1, 2 or 4.</summary>
    public int WordCount { get; set; }

    /// <summary>Order of these registers; within each the high byte is first.</summary>
    public bool IsHighWordFirst { get; set; } = true;

    /// <summary>Digits behind the point, 0 to 6.</summary>
    public int DecimalCount { get; set; }

    public MeterUnit Unit { get; set; }

    /// <summary>Smallest step of the register, in watt-hours or litres; at least 1.</summary>
    public long Step
    {
        get
        {
            long step = Unit == MeterUnit.MegawattHour ? 1000000
                : Unit == MeterUnit.KilowattHour || Unit == MeterUnit.CubicMetre ? 1000
                : 1;
            for (int i = 0; i < DecimalCount; i++)
            {
                step /= 10;
            }

            return step > 1 ? step : 1;
        }
    }
}
