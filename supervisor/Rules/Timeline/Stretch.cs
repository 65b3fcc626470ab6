namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>What is proved of a stretch of one boot.</summary>
/// <param name="FromUpMs">First millisecond since the boot.</param>
/// <param name="ToUpMs">The millisecond after the last.</param>
/// <param name="FromMs">The first as the node dated it, milliseconds since 1970 UTC; null where it did not.</param>
/// <param name="ToMs">The one after the last as the node dated it.</param>
/// <param name="Verdict">What is proved.</param>
/// <param name="ReceivedMs">When the proof arrived: what it says of later times proves nothing.</param>
internal sealed record Stretch(long FromUpMs, long ToUpMs, long? FromMs, long? ToMs, Verdict Verdict, long ReceivedMs)
{
    /// <summary>What it rests on, where somebody asks for it (<see cref="EvidenceWitness"/>); else none.</summary>
    public IReadOnlyList<EvidenceProof> Proofs { get; init; } = [];

    /// <summary>Whether another goes on where this one ends, by both clocks, and proves the same.</summary>
    public bool IsFollowedBy(Stretch next)
    {
        return next.FromUpMs == ToUpMs && next.FromMs == ToMs && next.Verdict.IsSameAs(Verdict);
    }

    public Stretch Join(Stretch next)
    {
        return this with { ToUpMs = next.ToUpMs, ToMs = next.ToMs, ReceivedMs = next.ReceivedMs, Proofs = [.. Proofs, .. next.Proofs] };
    }

    /// <summary>When the boot was by the node's date of the end; null where it gave none.</summary>
    public long? BootedMs => ToMs - ToUpMs;

    /// <summary>The same, dated by when the boot was.</summary>
    public Stretch DatedBy(long bootedMs)
    {
        return this with { FromMs = bootedMs + FromUpMs, ToMs = bootedMs + ToUpMs };
    }
}
