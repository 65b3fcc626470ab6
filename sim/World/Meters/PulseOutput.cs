using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// A meter's pulse output: a pulse each time the constant on its plate has flowed through, whatever the digits show. A
/// contact that bounces gives a second one now and then.
/// </summary>
public sealed class PulseOutput
{
    private const long ThousandthsPerKilowattHour = 1_000_000;
    private const long ThousandthsPerLitre = 1000;

    private readonly MeterRegister _register;
    private readonly long _pulses;
    private readonly long _perThousandths;
    private readonly int _bounces;

    private PulseOutput(MeterRegister register, long pulses, long perThousandths, int bounces)
    {
        _register = register;
        _pulses = pulses;
        _perThousandths = perThousandths;
        _bounces = bounces;
    }

    /// <summary>The output that a node's settings describe.</summary>
    public static PulseOutput Of(MeterSettings settings, MeterRegister register, int bounces)
    {
        return settings.Medium == Medium.Electricity
            ? PerKilowattHour(register, settings.Constant.PlateValue, bounces)
            : EveryLitres(register, settings.Constant.PlateValue, bounces);
    }

    /// <summary>The output of an electricity meter.</summary>
    /// <param name="register">What the meter counts.</param>
    /// <param name="pulses">Pulses a kilowatt-hour.</param>
    /// <param name="bounces">Pulses that bounce and so count twice, of a million.</param>
    public static PulseOutput PerKilowattHour(MeterRegister register, int pulses, int bounces = 0)
    {
        return new PulseOutput(register, pulses, ThousandthsPerKilowattHour, bounces);
    }

    /// <summary>The output of a water or gas meter.</summary>
    /// <param name="register">What the meter counts.</param>
    /// <param name="litres">Litres a pulse.</param>
    /// <param name="bounces">Pulses that bounce and so count twice, of a million.</param>
    public static PulseOutput EveryLitres(MeterRegister register, int litres, int bounces = 0)
    {
        return new PulseOutput(register, 1, litres * ThousandthsPerLitre, bounces);
    }

    /// <summary>Pulses that were given up to an instant, those of bouncing included.</summary>
    public long GivenAt(long atMs)
    {
        long pulses = _register.FlowedAt(atMs) * _pulses / _perThousandths;
        return pulses + (pulses * _bounces / SeededRandom.Million);
    }
}
