using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// The time of day with what is known of its error. <c>default</c> is "not known".
/// </summary>
public readonly struct ClockReading
{
    private ClockReading(long unixMs, long errorMs, ClockQuality quality)
    {
        UnixMs = unixMs;
        ErrorMs = errorMs;
        Quality = quality;
    }

    /// <summary>Milliseconds since 1970-01-01 UTC, or 0 while not known.</summary>
    public long UnixMs { get; }

    /// <summary>Bound on the error of <see cref="UnixMs"/>, in milliseconds.</summary>
    public long ErrorMs { get; }

    public ClockQuality Quality { get; }

    /// <exception cref="ArgumentOutOfRangeException">The time is not after 1970, the error negative, or the quality None.</exception>
    public static ClockReading At(long unixMs, long errorMs, ClockQuality quality)
    {
        if (unixMs <= 0 || unixMs > Limits.MaxWireInteger)
        {
            throw new ArgumentOutOfRangeException(nameof(unixMs));
        }

        if (errorMs < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(errorMs));
        }

        if (quality != ClockQuality.Sync && quality != ClockQuality.Hold)
        {
            throw new ArgumentOutOfRangeException(nameof(quality));
        }

        return new ClockReading(unixMs, errorMs, quality);
    }

    /// <summary>The quality's name on the wire.</summary>
    public string QualityName
    {
        get { return NameOf(Quality); }
    }

    /// <summary>A quality's name on the wire.</summary>
    public static string NameOf(ClockQuality quality)
    {
        return quality == ClockQuality.Sync ? "sync" : quality == ClockQuality.Hold ? "hold" : "none";
    }
}
