using System;
using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Node.Drivers.Bthome;

/// <summary>Identifiers of BTHome objects that the node knows the meaning of (bthome.io/format).</summary>
public static class BthomeObject
{
    public const byte PacketId = 0x00;

    /// <summary>Charge of the battery in per cent.</summary>
    public const byte Battery = 0x01;

    /// <summary>Energy in thousandths of a kilowatt-hour, three bytes.</summary>
    public const byte EnergyMeter = 0x0A;

    public const byte GenericBoolean = 0x0F;
    public const byte Opening = 0x11;
    public const byte BatteryLow = 0x15;
    public const byte CarbonMonoxide = 0x17;
    public const byte Door = 0x1A;
    public const byte GarageDoor = 0x1B;
    public const byte GasDetected = 0x1C;

    /// <summary>1 is unlocked.</summary>
    public const byte Lock = 0x1F;

    public const byte Moisture = 0x20;
    public const byte Motion = 0x21;
    public const byte Occupancy = 0x23;
    public const byte Presence = 0x25;
    public const byte Problem = 0x26;

    /// <summary>0 is unsafe, 1 is safe: the other way round than every other object.</summary>
    public const byte Safety = 0x28;

    public const byte Smoke = 0x29;
    public const byte Tamper = 0x2B;
    public const byte Vibration = 0x2C;
    public const byte Window = 0x2D;

    /// <summary>An event of a button; 0 is none.</summary>
    public const byte Button = 0x3A;

    /// <summary>Gas in thousandths of a cubic metre, three bytes.</summary>
    public const byte GasMeter = 0x4B;

    /// <summary>Gas in thousandths of a cubic metre, four bytes.</summary>
    public const byte GasMeter4 = 0x4C;

    /// <summary>Energy in thousandths of a kilowatt-hour, four bytes.</summary>
    public const byte EnergyMeter4 = 0x4D;

    /// <summary>Water in thousandths of a litre, four bytes.</summary>
    public const byte WaterMeter = 0x4F;

    /// <summary>The identifier of what a zone follows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The object is not a member.</exception>
    public static byte IdOf(SensorObject what)
    {
        switch (what)
        {
            case SensorObject.Door:
                return Door;
            case SensorObject.Window:
                return Window;
            case SensorObject.Opening:
                return Opening;
            case SensorObject.GarageDoor:
                return GarageDoor;
            case SensorObject.Lock:
                return Lock;
            case SensorObject.Motion:
                return Motion;
            case SensorObject.Occupancy:
                return Occupancy;
            case SensorObject.Presence:
                return Presence;
            case SensorObject.Smoke:
                return Smoke;
            case SensorObject.Gas:
                return GasDetected;
            case SensorObject.CarbonMonoxide:
                return CarbonMonoxide;
            case SensorObject.Moisture:
                return Moisture;
            case SensorObject.Tamper:
                return Tamper;
            case SensorObject.Vibration:
                return Vibration;
            case SensorObject.Problem:
                return Problem;
            case SensorObject.Safety:
                return Safety;
            case SensorObject.Generic:
                return GenericBoolean;
            case SensorObject.Button:
                return Button;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }
    }
}
