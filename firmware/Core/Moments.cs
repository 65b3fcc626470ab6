namespace Wugang.Firmware.Core;

/// <summary>Comparisons of times in milliseconds.</summary>
public static class Moments
{
    public static long Earlier(long firstMs, long secondMs)
    {
        return firstMs < secondMs ? firstMs : secondMs;
    }

    public static long Later(long firstMs, long secondMs)
    {
        return firstMs > secondMs ? firstMs : secondMs;
    }
}
