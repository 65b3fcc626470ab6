namespace Wugang.Supervisor.Rules.Intake;

/// <summary>What became of a batch of messages; all that was believed is stored.</summary>
/// <param name="Owed">The nodes that are owed an acknowledgement.</param>
/// <param name="Stored">What was stored.</param>
/// <param name="RepeatedCount">Messages that brought nothing new.</param>
/// <param name="NotUnderstoodCount">Believed records whose <c>data</c> is not understood here.</param>
public sealed record SupervisionOutcome(
    IReadOnlyCollection<SupervisedNode> Owed,
    LedgerBatch Stored,
    int RepeatedCount,
    int NotUnderstoodCount);
