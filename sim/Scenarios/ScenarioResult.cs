namespace Wugang.Sim.Scenarios;

/// <summary>How a scenario ended.</summary>
/// <param name="Scenario">Which it was.</param>
/// <param name="Failure">The first thing that was not as it should be, with the newest events, or null where all was.</param>
/// <param name="TraceHash">Stands for all that happened.</param>
/// <param name="VirtualMs">How long it took in virtual time, in milliseconds.</param>
public sealed record ScenarioResult(Scenario Scenario, ScenarioFailure? Failure, ulong TraceHash, long VirtualMs);

/// <summary>The first thing that was not as it should be.</summary>
/// <param name="Line">The line of the expectation; 0 for what every scenario must keep to.</param>
/// <param name="AtMs">When it was seen, milliseconds since 1970 UTC.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Seen">What was.</param>
/// <param name="NewestEvents">What happened last, oldest first.</param>
public sealed record ScenarioFailure(int Line, long AtMs, string Expected, string Seen, IReadOnlyCollection<string> NewestEvents);
