using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>A facility's month as the page shows it; amounts in fen, quantities in Wh or litres.</summary>
internal sealed record BillingDocument(
    string Facility,
    BilingualName Name,
    string Month,
    IReadOnlyList<BillingDocument.MeterView> Meters,
    IReadOnlyList<AuditDocument.Entry> Bills)
{
    /// <summary>One account; <paramref name="Problem"/> says why there are no figures, where there are none.</summary>
    public sealed record MeterView(
        string Account,
        string Node,
        string Meter,
        string Medium,
        BilingualName Class,
        string Tariff,
        bool Verified,
        bool Fictional,
        IReadOnlyList<DayView> Days,
        SumView? ToDate,
        SumView? Before,
        string? Problem);

    /// <summary>What was consumed on a local day, or on the part of it that is known.</summary>
    public sealed record DayView(DateOnly Day, long Consumption, long Estimated);

    /// <summary>A time and what it costs; <paramref name="OtherwiseFen"/> is what would be asked for without the policy, null where that is not known.</summary>
    public sealed record SumView(long FromMs, long ToMs, long Consumption, long CostFen, long? OtherwiseFen, long? BenefitFen);
}
