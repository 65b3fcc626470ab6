using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Core.Config;

/// <summary>How a meter on a serial line is asked.</summary>
public sealed class BusSettings
{
    // Two decimals of a kilowatt-hour or a cubic metre, as DL/T 645 and CJ/T 188 have them.
    private const long UsualStep = 10;

    /// <summary>Number of the line's UART, one of <see cref="NodeSettings.Lines"/>.</summary>
    public int Port { get; set; }

    public MeterSource Protocol { get; set; }

    /// <summary>Speed and framing at which the meter speaks.</summary>
    public LineSettings Line { get; set; }

    /// <summary>
    /// DL/T 645 and CJ/T 188: the address in hexadecimal digits, highest first; <c>AA</c> for any two. Null for whoever
    /// answers: then the meter must be the only one of its protocol on the line.
    /// </summary>
    public string Address { get; set; }

    /// <summary>Modbus: number of the meter on the line, 1 to 247.</summary>
    public int Unit { get; set; }

    /// <summary>DL/T 645: the energy that is read.</summary>
    public EnergyQuantity Quantity { get; set; } = EnergyQuantity.Forward;

    /// <summary>CJ/T 188: the kind of meter as its frames name it, such as 10H for cold water.</summary>
    public byte Kind { get; set; }

    /// <summary>CJ/T 188: whether a reply must repeat the sequence number of its request; some meters do not.</summary>
    public bool ChecksSequence { get; set; } = true;

    /// <summary>CJ/T 188: how the vendor uses the status.</summary>
    public Cjt188StatusReading StatusReading { get; set; } = Cjt188StatusReading.None;

    /// <summary>Modbus: where the register is.</summary>
    public ModbusRow Row { get; set; }

    /// <summary>Smallest step of the register, in watt-hours or litres; at least 1.</summary>
    public long Step
    {
        get { return Protocol == MeterSource.Modbus ? Row.Step : UsualStep; }
    }
}
