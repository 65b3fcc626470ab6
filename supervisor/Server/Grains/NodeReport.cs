using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>What a node tells its facility.</summary>
/// <param name="View">What its verified records say.</param>
/// <param name="Alarms">Its open alarms.</param>
/// <param name="Verdict">The verdict on it now.</param>
/// <param name="FirstMs">First instant that any evidence speaks of; <see cref="long.MaxValue"/> without any.</param>
/// <param name="ChangedFromMs">First instant whose verdict may have changed since the last report; <see cref="long.MaxValue"/> for none.</param>
/// <param name="Events">The newest records since the last report, newest first.</param>
internal sealed record NodeReport(
    NodeView View,
    IReadOnlyList<AlarmView> Alarms,
    Verdict Verdict,
    long FirstMs,
    long ChangedFromMs,
    IReadOnlyList<EventView> Events)
{
    /// <summary>What of it deserves an alert now.</summary>
    public IReadOnlyList<AlertCondition> Conditions { get; init; } = [];

    /// <summary>What happened since the last report and deserves an alert.</summary>
    public IReadOnlyList<AlertOccurrence> Occurrences { get; init; } = [];
}
