namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>Hears which evidence speaks of one instant, while the timeline is made.</summary>
/// <param name="atMs">The instant, milliseconds since 1970 UTC.</param>
public sealed class EvidenceWitness(long atMs)
{
    private readonly List<(VerdictState State, EvidenceProof Proof)> _heard = [];

    /// <summary>What proves that the verdict was this, in the order in which it was taken in.</summary>
    public IEnumerable<EvidenceProof> ProofsOf(VerdictState state)
    {
        return _heard.Where(heard => heard.State == state).Select(heard => heard.Proof);
    }

    /// <summary>Takes in what was placed on the timeline.</summary>
    internal void Hear(long fromMs, long toMs, Stretch stretch)
    {
        if (atMs < fromMs || atMs >= toMs)
        {
            return;
        }

        // A correction of the clock may have stretched its begin by less than it matters.
        long upMs = Math.Clamp(stretch.ToUpMs - (toMs - atMs), stretch.FromUpMs, stretch.ToUpMs - 1);
        _heard.AddRange(stretch.Proofs
            .Where(proof => proof.FromUpMs <= upMs && upMs < proof.ToUpMs)
            .Select(proof => (stretch.Verdict.State, proof)));
    }
}
