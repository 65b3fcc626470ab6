using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>An ADC channel with a voltage at it.</summary>
public sealed class WorldAnalogInput : IAnalogInput
{
    private readonly SeededRandom _random;
    private readonly Faults _faults;
    private int _counts;

    internal WorldAnalogInput(SeededRandom random, Faults faults)
    {
        _random = random;
        _faults = faults;
    }

    /// <summary>The voltage has changed. No interrupt tells of it: the board sees it when it polls.</summary>
    internal event Action? Changed;

    /// <summary>Sets the voltage, 0 (ground) to <see cref="Limits.AnalogFullScale"/> (supply).</summary>
    public void Set(int counts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(counts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts, Limits.AnalogFullScale);
        _counts = counts;
        Changed?.Invoke();
    }

    public int Read()
    {
        int noise = _faults.AnalogNoiseCounts == 0
            ? 0
            : (int)_random.Between(-_faults.AnalogNoiseCounts, _faults.AnalogNoiseCounts);
        return Math.Clamp(_counts + noise, 0, Limits.AnalogFullScale);
    }
}
