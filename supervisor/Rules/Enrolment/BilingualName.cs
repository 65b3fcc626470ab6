namespace Wugang.Supervisor.Rules.Enrolment;

/// <summary>A name in both languages.</summary>
public sealed record BilingualName(string Zh, string En);
