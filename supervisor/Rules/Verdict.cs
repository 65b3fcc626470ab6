namespace Wugang.Supervisor.Rules;

/// <summary>A verdict with its reasons, each <c>word:subject</c>; none where protected.</summary>
public sealed record Verdict(VerdictState State, IReadOnlyList<string> Reasons);
