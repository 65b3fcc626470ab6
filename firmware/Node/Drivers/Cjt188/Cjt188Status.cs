using System;
using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Node.Drivers.Cjt188;

/// <summary>The first status byte of a meter, read as its vendor means it.</summary>
/// <remarks><c>default</c> says nothing: valve unknown, battery not low.</remarks>
public readonly struct Cjt188Status
{
    private readonly ValveState _valve;

    /// <exception cref="ArgumentOutOfRangeException">The reading is not a member.</exception>
    public Cjt188Status(byte status, Cjt188StatusReading reading)
    {
        switch (reading)
        {
            case Cjt188StatusReading.LowBits:
                _valve = ToValve((status & 0x02) != 0, (status & 0x01) != 0);
                IsBatteryLow = (status & 0x04) != 0;
                break;

            case Cjt188StatusReading.HighBits:
                _valve = ToValve((status & 0x80) != 0, (status & 0x40) != 0);
                IsBatteryLow = (status & 0x20) != 0;
                break;

            case Cjt188StatusReading.None:
                _valve = ValveState.Unknown;
                IsBatteryLow = false;
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(reading));
        }
    }

    public ValveState Valve
    {
        get { return _valve == 0 ? ValveState.Unknown : _valve; }
    }

    public bool IsBatteryLow { get; }

    private static ValveState ToValve(bool isFaulty, bool isClosed)
    {
        return isFaulty ? ValveState.Faulty
            : isClosed ? ValveState.Closed
            : ValveState.Open;
    }
}
