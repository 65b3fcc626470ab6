namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>What a node's newest record of kind <c>config</c> says.</summary>
/// <param name="AtMs">Milliseconds since 1970 UTC.</param>
/// <param name="Result"><c>accepted</c>, <c>refused</c>, <c>confirmed</c> or <c>given_up</c>.</param>
/// <param name="Version">Of the configuration that it is about, or null where it was refused.</param>
/// <param name="Who">The person who sent it, where known; may be empty.</param>
/// <param name="Errors">What is wrong with it, where it was refused.</param>
public sealed record ConfigurationChange(long AtMs, string Result, int? Version, string Who, IReadOnlyList<string> Errors);
