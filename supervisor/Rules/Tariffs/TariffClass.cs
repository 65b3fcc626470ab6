using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>The prices of one class of customers.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Group">What the policy would call these customers.</param>
/// <param name="Voltage">Voltage class, as <c>below_1kv</c>; empty where prices do not depend on it.</param>
/// <param name="Cycle">When tiers begin anew.</param>
/// <param name="IsPerHousehold">Whether thresholds are multiplied by the number of households behind the meter.</param>
/// <param name="Tiers">At least one, thresholds ascending, the last without end.</param>
/// <param name="TimeOfUse">Periods of the day; null where the hour does not matter.</param>
/// <param name="Fees">What is added for each unit.</param>
/// <param name="MinimumYuan">The least that a bill comes to; 0 for none.</param>
public sealed record TariffClass(
    string Id,
    BilingualName Name,
    CustomerGroup Group,
    string Voltage,
    TierCycle Cycle,
    bool IsPerHousehold,
    IReadOnlyList<Tier> Tiers,
    TimeOfUse? TimeOfUse,
    IReadOnlyList<Fee> Fees,
    decimal MinimumYuan);
