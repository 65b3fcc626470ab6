namespace Wugang.Sim.Board;

/// <summary>One ADC channel seen from outside the chip: the world sets the voltage on it.</summary>
public sealed class VirtualAnalogInput
{
    private double _ratio;

    /// <summary>The voltage as a part of full scale, 0 to 1. It outlasts power cuts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double Ratio
    {
        get => Volatile.Read(ref _ratio);
        set
        {
            if (value is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "A ratio is from 0 to 1.");
            }

            Volatile.Write(ref _ratio, value);
        }
    }
}
