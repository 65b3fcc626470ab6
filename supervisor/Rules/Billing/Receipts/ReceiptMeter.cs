namespace Wugang.Supervisor.Rules.Billing.Receipts;

/// <summary>What one meter counted in the month, and what it costs.</summary>
/// <param name="Node">The node that read it.</param>
/// <param name="Meter">Its name there.</param>
/// <param name="Medium">What it measures.</param>
/// <param name="Unit"><c>kWh</c> or <c>m3</c>.</param>
/// <param name="ConsumptionBase">What was consumed, in Wh or litres.</param>
/// <param name="EstimatedBase">How much of it is estimated.</param>
/// <param name="Pieces">The readings that it is the difference of: one piece for each meter that hung there.</param>
/// <param name="Price">The price that is due, line by line.</param>
/// <param name="OtherwiseFen">What would be asked for without the policy; null where it is not known.</param>
/// <param name="BenefitFen">The difference; null where it is not known.</param>
public sealed record ReceiptMeter(
    string Node,
    string Meter,
    string Medium,
    string Unit,
    long ConsumptionBase,
    long EstimatedBase,
    IReadOnlyList<ReceiptMeter.Piece> Pieces,
    PriceDocument Price,
    long? OtherwiseFen,
    long? BenefitFen)
{
    /// <summary>What one meter counted.</summary>
    /// <param name="FirstRecord">The record that holds its first reading.</param>
    /// <param name="FirstRegister">What it showed then, in Wh or litres.</param>
    /// <param name="LastRecord">The record that holds its last reading.</param>
    /// <param name="LastRegister">What it showed then.</param>
    /// <param name="RolloverAt">Where its register begins again at 0; 0 where it does not.</param>
    public sealed record Piece(long FirstRecord, long FirstRegister, long LastRecord, long LastRegister, long RolloverAt);
}
