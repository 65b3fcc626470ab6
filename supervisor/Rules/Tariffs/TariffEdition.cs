namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>What a document set for a time.</summary>
/// <param name="FirstDay">First local day on which it holds.</param>
/// <param name="LastDay">Last local day; null for no end that is known.</param>
/// <param name="Document">Number of the document; empty where it is not known.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="IsVerified">Whether somebody compared the figures with the document itself.</param>
/// <param name="Classes">The prices, by class of customer.</param>
public sealed record TariffEdition(
    DateOnly FirstDay,
    DateOnly? LastDay,
    string Document,
    string Source,
    bool IsVerified,
    IReadOnlyList<TariffClass> Classes)
{
    public bool Covers(DateOnly day)
    {
        return day >= FirstDay && (LastDay is null || day <= LastDay);
    }
}
