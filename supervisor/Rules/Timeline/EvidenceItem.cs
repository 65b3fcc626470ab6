namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>A record or heartbeat that is evidence on an instant.</summary>
/// <param name="Role">Why.</param>
/// <param name="Record">The record, verified when it arrived.</param>
/// <param name="ReceivedMs">When that was, milliseconds since 1970 UTC.</param>
public sealed record EvidenceItem(EvidenceRole Role, VerifiedRecord Record, long ReceivedMs);
