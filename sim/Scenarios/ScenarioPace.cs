using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios;

/// <summary>Told before time passes in a scenario: it may hold it up for as long as it likes, and ends it by an exception.</summary>
/// <param name="world">All there is, at rest until this returns.</param>
/// <param name="nextStep">Which step comes next; the number of steps once none does.</param>
/// <param name="untilMs">Before this instant nothing happens, milliseconds since 1970 UTC.</param>
public delegate void ScenarioPace(ScenarioWorld world, int nextStep, long untilMs);
