namespace Wugang.Supervisor.Rules.Intake;

/// <summary>What is stored together or not at all.</summary>
/// <param name="Entries">Records and heartbeats that were believed.</param>
/// <param name="Quarantined">Messages that were not.</param>
public sealed record LedgerBatch(IReadOnlyCollection<LedgerEntry> Entries, IReadOnlyCollection<QuarantinedMessage> Quarantined)
{
    public bool IsEmpty => Entries.Count == 0 && Quarantined.Count == 0;
}
