namespace Wugang.Supervisor.Rules.Intake;

/// <summary>A verified record with the time of its arrival, milliseconds since 1970 UTC.</summary>
public sealed record LedgerEntry(VerifiedRecord Record, long ReceivedMs);
