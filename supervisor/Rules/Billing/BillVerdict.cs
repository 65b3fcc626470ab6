namespace Wugang.Supervisor.Rules.Billing;

/// <summary>What the records say of a bill (clause P6).</summary>
/// <param name="Bill">The bill.</param>
/// <param name="Account">Whose it is; null where nobody's.</param>
/// <param name="Outcome">Whether the price that is due was applied.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">That in words, with what to do.</param>
public sealed record BillVerdict(Bill Bill, AuditAccount? Account, BillOutcome Outcome, BillReason Reason, string Detail)
{
    /// <summary>The price that is due for what the records show; null where it could not be found.</summary>
    public Price? Expected { get; init; }

    /// <summary>The price that is due for what was billed.</summary>
    public Price? ExpectedForBilled { get; init; }

    /// <summary>What would be asked for otherwise for what was billed; null where that is not known.</summary>
    public Price? OtherwiseForBilled { get; init; }

    /// <summary>By how much the bill is above what is due for what the records show, in fen.</summary>
    public long? DifferenceFen => Bill.AmountFen - Expected?.TotalFen;

    /// <summary>What the outcome would be if the tariff were verified; null where it is.</summary>
    public BillOutcome? WouldBe { get; init; }

    /// <summary>Whether another quantity was billed than the records show.</summary>
    public bool IsQuantityOff { get; init; }

    /// <summary>Which records prove it.</summary>
    public RegisterProof? Proof { get; init; }
}
