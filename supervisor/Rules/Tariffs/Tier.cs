namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>A step of a price.</summary>
/// <param name="UpTo">Its last unit in Wh or litres, counted from the begin of the cycle; null for the last tier.</param>
/// <param name="PricesYuan">Yuan per kWh or m³, one for each period of the day in the order of <see cref="TimeOfUse.Periods"/>; else one.</param>
public sealed record Tier(long? UpTo, IReadOnlyList<decimal> PricesYuan);
