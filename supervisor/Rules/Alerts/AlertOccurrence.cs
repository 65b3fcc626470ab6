namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>Something that happened at an instant, and how often since it was last told.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Count">How often; at least once.</param>
/// <param name="AtMs">When last, milliseconds since 1970 UTC.</param>
public sealed record AlertOccurrence(AlertKey Key, long Count, long AtMs);
