namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What is stored of a facility's alerts.</summary>
/// <param name="Unclosed">Those that are not closed.</param>
/// <param name="Marks">The mark of the newest alert of each key, closed ones included.</param>
/// <param name="BeganMs">Since when alerts are kept at all, milliseconds since 1970 UTC: what was over before opens none.</param>
public sealed record StoredAlerts(IReadOnlyList<Alert> Unclosed, IReadOnlyDictionary<AlertKey, long> Marks, long BeganMs);
