namespace Wugang.Supervisor.Rules.Billing;

/// <summary>One meter serves two classes of customers: a part of what it counts is priced as another class.</summary>
/// <param name="OtherClass">The class of that part.</param>
/// <param name="Percent">The part by ratio (定比), above 0 and below 100; null where it is by quantity.</param>
/// <param name="QuantityPerMonth">The part by quantity (定量), in Wh or litres a calendar month; 0 where it is by ratio.</param>
public sealed record MixedUse(string OtherClass, decimal? Percent, long QuantityPerMonth);
