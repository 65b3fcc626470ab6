namespace Wugang.Supervisor.Rules.Billing;

/// <summary>What a time costs, and why.</summary>
/// <param name="Request">What was priced.</param>
/// <param name="Quantity">What was consumed, in Wh or litres.</param>
/// <param name="EstimatedQuantity">How much of it lies in parts of intervals between readings and was estimated evenly with time.</param>
/// <param name="Lines">The sum line by line.</param>
/// <param name="TotalFen">The sum, rounded as the tariff says.</param>
/// <param name="IsCycleKnown">Whether all is known that counts towards the tiers.</param>
/// <param name="IsVerified">Whether all prices that were used are verified.</param>
/// <param name="Notes">What whoever relies on it must know.</param>
public sealed record Price(
    PriceRequest Request,
    long Quantity,
    long EstimatedQuantity,
    IReadOnlyList<PriceLine> Lines,
    long TotalFen,
    bool IsCycleKnown,
    bool IsVerified,
    IReadOnlyList<string> Notes)
{
    /// <summary>Largest and smallest price of a unit that was used, in yuan; what one estimated unit may cost more or less.</summary>
    public decimal UnitPriceSpanYuan => Lines.Where(line => line.Kind == PriceLineKind.Consumption).Select(line => line.UnitPriceYuan).ToArray() is { Length: > 0 } prices
        ? prices.Max() - prices.Min()
        : 0;
}
