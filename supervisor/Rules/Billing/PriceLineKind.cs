namespace Wugang.Supervisor.Rules.Billing;

/// <summary>What a line of a price is about. 0 is never valid.</summary>
public enum PriceLineKind
{
    /// <summary>What was consumed in one tier and one period.</summary>
    Consumption = 1,

    /// <summary>A fee for each unit.</summary>
    Fee = 2,

    /// <summary>What is missing to the least that a bill comes to.</summary>
    Minimum = 3,
}
