namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// Holds a bus meter against the pulse meter on the same supply. Compared is what both counted over a stretch in which
/// either moved by at least a hundred of the coarser one's steps; then a new stretch begins.
/// </summary>
public sealed class Reconciliation
{
    /// <summary>Largest difference of the two, in per cent of the larger: two meters of class 2, and two steps.</summary>
    public const int TolerancePercent = 5;

    /// <summary>Steps of the coarser meter that a stretch has at least.</summary>
    public const int MinSteps = 100;

    private readonly long _rolloverAt;
    private readonly long _stretchMin;
    private bool _isBegun;
    private long _bus;
    private long _pulse;

    /// <param name="busStep">Smallest step of the bus meter, in watt-hours or litres.</param>
    /// <param name="busRolloverAt">Where it starts again from 0; 0 where it never does.</param>
    /// <param name="pulseStep">Smallest step of the pulse meter, in the same unit.</param>
    public Reconciliation(long busStep, long busRolloverAt, long pulseStep)
    {
        _rolloverAt = busRolloverAt;
        _stretchMin = MinSteps * (busStep > pulseStep ? busStep : pulseStep);
    }

    /// <summary>What is wrong with the bus meter, as bits: stuck or drift.</summary>
    public int BusFaults { get; private set; }

    /// <summary>What is wrong with the pulse meter, as bits: stuck.</summary>
    public int PulseFaults { get; private set; }

    /// <summary>Takes what both showed at the end of one interval. Where one was not read or not believed, leave it out.</summary>
    public void Take(long busRegister, long pulseRegister)
    {
        long bus = Rollover.GrowthOf(_bus, busRegister, _rolloverAt);
        long pulse = pulseRegister - _pulse;
        if (!_isBegun || bus < 0 || pulse < 0)
        {
            Begin(busRegister, pulseRegister);
            return;
        }

        long moved = bus > pulse ? bus : pulse;
        if (moved < _stretchMin)
        {
            return;
        }

        long difference = bus > pulse ? bus - pulse : pulse - bus;
        bool isDrifting = difference > moved / 100 * TolerancePercent;
        BusFaults = bus == 0 ? MeterFaultBits.BitOf(MeterFault.Stuck)
            : isDrifting && pulse > 0 ? MeterFaultBits.BitOf(MeterFault.Drift)
            : 0;
        PulseFaults = pulse == 0 ? MeterFaultBits.BitOf(MeterFault.Stuck) : 0;
        Begin(busRegister, pulseRegister);
    }

    private void Begin(long busRegister, long pulseRegister)
    {
        _isBegun = true;
        _bus = busRegister;
        _pulse = pulseRegister;
    }
}
