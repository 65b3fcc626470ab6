using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.Scenarios;

/// <summary>A scenario as it was read: who is there, and what happens when.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Title">Its first comment: what it shows, in a sentence.</param>
/// <param name="Clauses">The clauses that it shows, such as <c>S3</c>.</param>
/// <param name="StartMs">When it begins, milliseconds since 1970 UTC.</param>
/// <param name="Nodes">The settings of each node.</param>
/// <param name="Steps">What happens, in order of time.</param>
public sealed record Scenario(
    string Name,
    string Title,
    IReadOnlyList<string> Clauses,
    long StartMs,
    IReadOnlyList<NodeSettings> Nodes,
    IReadOnlyList<ScenarioStep> Steps);
