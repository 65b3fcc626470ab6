namespace Wugang.Supervisor.Registry;

/// <summary>What a person does, for the audit log.</summary>
/// <param name="Person">Who.</param>
/// <param name="What">The act, such as <c>node.command</c>.</param>
/// <param name="Target">What it is done to: a node, a person, an alert; empty for none.</param>
/// <param name="Area">Where: a facility, a township, or empty for the city.</param>
/// <param name="Detail">More about it, as text or JSON; no secrets.</param>
public sealed record Act(string Person, string What, string Target, string Area, string Detail);
