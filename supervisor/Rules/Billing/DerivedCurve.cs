namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A curve that is made from another, with its readings.</summary>
/// <param name="whole">The other.</param>
/// <param name="upTo">What was consumed up to an instant.</param>
internal sealed class DerivedCurve(ConsumptionCurve whole, Func<long, long> upTo) : ConsumptionCurve
{
    public override long FirstMs => whole.FirstMs;

    public override long LastMs => whole.LastMs;

    public override IReadOnlyList<RegisterGap> Gaps => whole.Gaps;

    public override long UpTo(long unixMs)
    {
        return upTo(unixMs);
    }

    public override long? FindReadingFrom(long unixMs)
    {
        return whole.FindReadingFrom(unixMs);
    }

    public override long? FindReadingUpTo(long unixMs)
    {
        return whole.FindReadingUpTo(unixMs);
    }
}
