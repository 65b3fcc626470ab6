namespace Wugang.Supervisor.Rules;

/// <summary>What became of a message: exactly one of the nested cases.</summary>
public abstract record Judgement
{
    private Judgement()
    {
    }

    /// <summary>A record of the journal or a heartbeat, believed for the first time.</summary>
    /// <param name="Record">What is believed.</param>
    /// <param name="Explanation">
    /// The loss, come ahead of its place, by which alone the record follows what is stored; null where it needs none.
    /// </param>
    public sealed record Accepted(VerifiedRecord Record, VerifiedRecord? Explanation = null) : Judgement;

    /// <summary>
    /// An alarm, or a loss that explains a gap, whose place in the chain is still to come: believed as the node's, not stored.
    /// </summary>
    public sealed record Ahead(VerifiedRecord Record) : Judgement;

    /// <summary>A birth or a will, believed.</summary>
    /// <param name="Node">Name of the node.</param>
    /// <param name="Boot">Boot count of the start it was made in.</param>
    /// <param name="IsOnline">True for a birth, false for a will.</param>
    public sealed record Noticed(string Node, long Boot, bool IsOnline) : Judgement;

    /// <summary>The same bytes as before: nothing new, nothing wrong.</summary>
    public sealed record Repeated(string Node) : Judgement;

    /// <summary>Not believed; nothing was changed by it.</summary>
    public sealed record Rejected(Rejection Reason, string? Node) : Judgement;
}
