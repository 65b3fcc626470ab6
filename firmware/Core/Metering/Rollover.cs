namespace Wugang.Firmware.Core.Metering;

/// <summary>A register that starts again from 0 once it has shown all its digits.</summary>
public static class Rollover
{
    /// <summary>How much a register has grown.</summary>
    /// <param name="from">The register before.</param>
    /// <param name="to">The register now.</param>
    /// <param name="rolloverAt">Where it starts again from 0; 0 where it never does.</param>
    /// <returns>
    /// −1 where it went back: also where it would have had to pass more than half of its range to come round.
    /// </returns>
    public static long GrowthOf(long from, long to, long rolloverAt)
    {
        if (to >= from)
        {
            return to - from;
        }

        long growth = to + rolloverAt - from;
        return rolloverAt > 0 && growth >= 0 && growth <= rolloverAt / 2 ? growth : -1;
    }
}
