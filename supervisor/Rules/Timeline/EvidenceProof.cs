namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>What proves a stretch of one boot: a span, or two heartbeats in a row that say the same.</summary>
/// <param name="FromUpMs">First millisecond since the boot.</param>
/// <param name="ToUpMs">The millisecond after the last.</param>
/// <param name="Before">The earlier heartbeat; null where it is a span.</param>
/// <param name="Record">The span, or the later heartbeat.</param>
public sealed record EvidenceProof(long FromUpMs, long ToUpMs, VerifiedRecord? Before, VerifiedRecord Record)
{
    /// <summary>The records, in order.</summary>
    public IEnumerable<VerifiedRecord> Records => Before is null ? [Record] : [Before, Record];
}
