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
    /// <summary>
    /// Losses by which records of the batch follow what is stored, before they have their own place in it: the proof that nothing was
    /// left out stands beside what it allowed.
    /// </summary>
    public IReadOnlyCollection<LedgerEntry> Explanations { get; init; } = [];

    /// <summary>Several batches as one, in their order.</summary>
    public static LedgerBatch Merge(IReadOnlyCollection<LedgerBatch> batches)
    {
        return batches.Count == 1 ? batches.First() : new LedgerBatch(
            [.. batches.SelectMany(batch => batch.Entries)],
            [.. batches.SelectMany(batch => batch.Quarantined)],
            [.. batches.SelectMany(batch => batch.DayChanges)])
        {
            Explanations = [.. batches.SelectMany(batch => batch.Explanations)],
        };
    }

    public bool IsEmpty => Entries.Count == 0 && Quarantined.Count == 0 && DayChanges.Count == 0;
}
