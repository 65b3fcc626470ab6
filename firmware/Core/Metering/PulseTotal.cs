using System;

namespace Wugang.Firmware.Core.Metering;

/// <summary>
/// Counts a meter's pulses for the life of the node, above a hardware counter that starts at 0 with each boot.
/// </summary>
public sealed class PulseTotal
{
    private readonly long _countAtBoot;

    /// <param name="countAtBoot">The total that was stored before this boot.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above what a meter can reach.</exception>
    public PulseTotal(long countAtBoot)
    {
        if (countAtBoot < 0 || countAtBoot > PulseConstant.MaxPulseCount)
        {
            throw new ArgumentOutOfRangeException(nameof(countAtBoot));
        }

        _countAtBoot = countAtBoot;
        Count = countAtBoot;
    }

    /// <summary>Pulses for the life of the node.</summary>
    public long Count { get; private set; }

    /// <summary>Takes what the hardware counter shows. A counter that went back is not believed: the total stays.</summary>
    public void Update(long counterSinceBoot)
    {
        long total = _countAtBoot + counterSinceBoot;
        if (total > Count && total <= PulseConstant.MaxPulseCount)
        {
            Count = total;
        }
    }
}
