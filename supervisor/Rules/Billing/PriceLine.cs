using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>One line of a price: so much at such a price.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Class">The class of customer it is priced as.</param>
/// <param name="Tier">The tier, from 1; 0 where it is of none.</param>
/// <param name="Season">The season; empty where there is none.</param>
/// <param name="Period">The period of the day; empty where there is none. Of a fee its name.</param>
/// <param name="FromMs">First instant it speaks of, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after the last.</param>
/// <param name="Quantity">In Wh or litres.</param>
/// <param name="EstimatedQuantity">How much of it is estimated.</param>
/// <param name="UnitPriceYuan">Yuan per kWh or m³.</param>
/// <param name="AmountYuan">Quantity times price, rounded where the tariff rounds lines.</param>
/// <param name="Document">What set the price.</param>
public sealed record PriceLine(
    PriceLineKind Kind,
    string Class,
    int Tier,
    string Season,
    string Period,
    long FromMs,
    long ToMs,
    long Quantity,
    long EstimatedQuantity,
    decimal UnitPriceYuan,
    decimal AmountYuan,
    string Document)
{
    /// <summary>What it is for people: the name of the class, or of the fee.</summary>
    public required BilingualName Name { get; init; }
}
