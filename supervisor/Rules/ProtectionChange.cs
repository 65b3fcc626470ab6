namespace Wugang.Supervisor.Rules;

/// <summary>The newest change of a node's protection state or bypasses: when, and who or what asked.</summary>
/// <param name="AtMs">Milliseconds since 1970 UTC.</param>
/// <param name="To">The state since.</param>
/// <param name="By"><c>key</c>, <c>command</c>, <c>schedule</c>, <c>timer</c> or <c>start</c>.</param>
/// <param name="Who">The person, where known; may be empty.</param>
/// <param name="Reason">Free text; may be empty.</param>
public sealed record ProtectionChange(long AtMs, string To, string By, string Who, string Reason);
