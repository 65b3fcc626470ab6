using System;

namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// What one pulse of a meter stands for, as printed on its plate: impulses per kilowatt-hour, or litres per impulse.
/// </summary>
/// <remarks>
/// Ranges: 1 to 100 000 imp/kWh, 1 to 10 000 L/imp. <c>default</c> is not a constant; it turns every count into 0.
/// </remarks>
public readonly struct PulseConstant
{
    /// <summary>Largest number of impulses per kilowatt-hour.</summary>
    public const int MaxImpulsesPerKilowattHour = 100000;

    /// <summary>Largest number of litres per impulse.</summary>
    public const int MaxLitresPerImpulse = 10000;

    /// <summary>Largest count that is turned into a register without overflow: 10^12 pulses.</summary>
    public const long MaxPulseCount = 1000000000000;

    private const int WattHoursPerKilowattHour = 1000;

    private readonly bool _isPerKilowattHour;

    private PulseConstant(int plateValue, bool isPerKilowattHour)
    {
        PlateValue = plateValue;
        _isPerKilowattHour = isPerKilowattHour;
    }

    /// <summary>The number on the plate: impulses per kilowatt-hour, or litres per impulse.</summary>
    public int PlateValue { get; }

    /// <exception cref="ArgumentOutOfRangeException">The number is outside the range.</exception>
    public static PulseConstant FromImpulsesPerKilowattHour(int impulses)
    {
        if (impulses < 1 || impulses > MaxImpulsesPerKilowattHour)
        {
            throw new ArgumentOutOfRangeException(nameof(impulses));
        }

        return new PulseConstant(impulses, true);
    }

    /// <exception cref="ArgumentOutOfRangeException">The number is outside the range.</exception>
    public static PulseConstant FromLitresPerImpulse(int litres)
    {
        if (litres < 1 || litres > MaxLitresPerImpulse)
        {
            throw new ArgumentOutOfRangeException(nameof(litres));
        }

        return new PulseConstant(litres, false);
    }

    /// <summary>The register after so many pulses: whole watt-hours or litres, never rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="MaxPulseCount"/>.</exception>
    public long ToRegister(long pulseCount)
    {
        if (pulseCount < 0 || pulseCount > MaxPulseCount)
        {
            throw new ArgumentOutOfRangeException(nameof(pulseCount));
        }

        return _isPerKilowattHour ? pulseCount * WattHoursPerKilowattHour / PlateValue : pulseCount * PlateValue;
    }
}
