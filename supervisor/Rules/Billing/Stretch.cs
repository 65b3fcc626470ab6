using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A time in which one price list and one period hold.</summary>
/// <param name="FromMs">First instant, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after the last.</param>
/// <param name="CycleMs">When the tiers of that time began anew.</param>
/// <param name="Edition">What set the prices.</param>
/// <param name="Class">The prices.</param>
/// <param name="Season">The season, or null.</param>
/// <param name="Period">Which of the periods; 0 where there are none.</param>
internal sealed record Stretch(
    long FromMs,
    long ToMs,
    long CycleMs,
    TariffEdition Edition,
    TariffClass Class,
    Season? Season,
    int Period)
{
    public bool GoesOnAs(Stretch next)
    {
        return next with { FromMs = FromMs, ToMs = ToMs } == this;
    }
}
