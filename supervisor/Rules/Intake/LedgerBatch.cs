using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>What is stored together or not at all.</summary>
/// <param name="Entries">Records and heartbeats that were believed.</param>
/// <param name="Quarantined">Messages that were not.</param>
/// <param name="DayChanges">Verdicts on days that were found since the last batch.</param>
public sealed record LedgerBatch(
    IReadOnlyCollection<LedgerEntry> Entries,
    IReadOnlyCollection<QuarantinedMessage> Quarantined,
    IReadOnlyCollection<DayChange> DayChanges)
{
    public bool IsEmpty => Entries.Count == 0 && Quarantined.Count == 0 && DayChanges.Count == 0;
}
