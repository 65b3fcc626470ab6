using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>From what a meter shows to a register: whole watt-hours or litres.</summary>
public static class MeterUnits
{
    /// <summary>Whether the unit is one of volume, so that the register is in litres; otherwise it is in watt-hours.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not a member.</exception>
    public static bool IsVolume(MeterUnit unit)
    {
        switch (unit)
        {
            case MeterUnit.WattHour:
            case MeterUnit.KilowattHour:
            case MeterUnit.MegawattHour:
                return false;

            case MeterUnit.Litre:
            case MeterUnit.CubicMetre:
                return true;

            default:
                throw new ArgumentOutOfRangeException(nameof(unit));
        }
    }

    /// <summary>
    /// The register of a value. Exact wherever the meter shows no digit below one watt-hour or litre; such digits are cut
    /// off, never rounded up, so that a difference of two registers is off by less than one.
    /// </summary>
    /// <returns>False where the value is negative or above <see cref="Limits.MaxWireInteger"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not a member.</exception>
    public static bool TryToRegister(MeterValue value, MeterUnit unit, out long register)
    {
        register = value.Unscaled;
        int exponent = ExponentOf(unit) - value.DecimalCount;
        if (register < 0)
        {
            return false;
        }

        for (; exponent < 0; exponent++)
        {
            register /= 10;
        }

        for (; exponent > 0; exponent--)
        {
            if (register > Limits.MaxWireInteger / 10)
            {
                return false;
            }

            register *= 10;
        }

        return register <= Limits.MaxWireInteger;
    }

    /// <summary>Power of ten of the unit in watt-hours or litres.</summary>
    private static int ExponentOf(MeterUnit unit)
    {
        switch (unit)
        {
            case MeterUnit.WattHour:
            case MeterUnit.Litre:
                return 0;

            case MeterUnit.KilowattHour:
            case MeterUnit.CubicMetre:
                return 3;

            case MeterUnit.MegawattHour:
                return 6;

            default:
                throw new ArgumentOutOfRangeException(nameof(unit));
        }
    }
}
