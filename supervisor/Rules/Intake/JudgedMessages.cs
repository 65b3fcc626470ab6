using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>A batch of messages by what was judged of them, each list in the order of arrival.</summary>
/// <param name="dayChanges">Verdicts on days that are stored with it.</param>
public sealed class JudgedMessages(IReadOnlyCollection<DayChange> dayChanges)
{
    /// <summary>What is stored of it.</summary>
    internal LedgerBatch Batch => new(Believed, Quarantined, dayChanges) { Explanations = Explanations };

    internal HashSet<SupervisedNode> Owed { get; } = [];

    internal List<LedgerEntry> Believed { get; } = [];

    internal List<LedgerEntry> Explanations { get; } = [];

    internal List<LedgerEntry> Ahead { get; } = [];

    internal List<QuarantinedMessage> Quarantined { get; } = [];

    internal List<Judgement.Noticed> Notices { get; } = [];

    /// <summary>Once for each message that was rejected in a node's name.</summary>
    internal List<SupervisedNode> Rejected { get; } = [];

    internal int RepeatedCount { get; set; }
}
