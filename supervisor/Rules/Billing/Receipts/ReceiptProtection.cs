namespace Wugang.Supervisor.Rules.Billing.Receipts;

/// <summary>The days of a month, by their verdict (clause P1).</summary>
/// <param name="CompliantDays">Days that were protected all the time, within the tolerances.</param>
/// <param name="OtherDays">Days that were not.</param>
/// <param name="DaysWithoutVerdict">Days of the month of which nothing is known, or which have not come.</param>
/// <param name="ProtectedMs">Milliseconds with evidence of protection.</param>
/// <param name="NotProtectedMs">Milliseconds with evidence that there was none.</param>
/// <param name="UnknownMs">Milliseconds without evidence, of the days with a verdict.</param>
public sealed record ReceiptProtection(
    int CompliantDays,
    int OtherDays,
    int DaysWithoutVerdict,
    long ProtectedMs,
    long NotProtectedMs,
    long UnknownMs);
