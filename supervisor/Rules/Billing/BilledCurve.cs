namespace Wugang.Supervisor.Rules.Billing;

/// <summary>The curve of a time if what was billed had been consumed in it: as the records show it, larger or smaller as a whole.</summary>
internal static class BilledCurve
{
    /// <param name="recorded">What the records show.</param>
    /// <param name="fromMs">First instant of the bill.</param>
    /// <param name="toMs">The instant after its last.</param>
    /// <param name="billed">What was billed, in Wh or litres.</param>
    /// <exception cref="InvalidDataException">The records do not cover the time.</exception>
    public static ConsumptionCurve Of(ConsumptionCurve recorded, long fromMs, long toMs, long billed)
    {
        long before = recorded.UpTo(fromMs);
        long consumed = recorded.UpTo(toMs) - before;
        return consumed == billed ? recorded : new DerivedCurve(recorded, UpTo);

        long UpTo(long unixMs)
        {
            if (unixMs <= fromMs)
            {
                return recorded.UpTo(unixMs);
            }

            if (unixMs >= toMs)
            {
                return recorded.UpTo(unixMs) - consumed + billed;
            }

            // Where nothing was recorded it is spread evenly.
            (Int128 part, long whole) = consumed > 0 ? (recorded.UpTo(unixMs) - before, consumed) : (unixMs - fromMs, toMs - fromMs);
            return before + (long)(part * billed / whole);
        }
    }
}
