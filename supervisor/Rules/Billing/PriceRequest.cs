using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>What is to be priced.</summary>
/// <param name="Tariff">By which prices.</param>
/// <param name="Class">As which class of customer.</param>
/// <param name="FromMs">First instant, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after the last.</param>
public sealed record PriceRequest(Tariff Tariff, string Class, long FromMs, long ToMs)
{
    /// <summary>Longest time that is priced at once, in days.</summary>
    public const int DaysMax = 3660;

    public const int HouseholdsMax = 10_000;

    /// <summary>Voltage class; empty where the class has one price for all.</summary>
    public string Voltage { get; init; } = "";

    /// <summary>Households behind the meter, 1 to <see cref="HouseholdsMax"/>.</summary>
    public int Households { get; init; } = 1;

    /// <summary>Day of the month on which a cycle by bill begins, 1 to 28; null where it begins with <see cref="FromMs"/>.</summary>
    public int? CycleDay { get; init; }

    /// <summary>A part of it is priced as another class; null for none.</summary>
    public MixedUse? Mixed { get; init; }

    /// <summary>What was consumed in the running tier cycle before the registers begin, in Wh or litres; null where nobody knows.</summary>
    public long? ConsumedBefore { get; init; }
}
