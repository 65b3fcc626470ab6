using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios;

/// <summary>One line of a scenario that happens at a time.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Text">Its words, for people.</param>
/// <param name="AtMs">When it happens, milliseconds since 1970 UTC.</param>
public abstract record ScenarioStep(int Line, string Text, long AtMs);

/// <summary>Somebody or something acts.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Text">Its words, for people.</param>
/// <param name="AtMs">When it happens, milliseconds since 1970 UTC.</param>
/// <param name="Act">What is done to the world.</param>
public sealed record ActionStep(int Line, string Text, long AtMs, Action<ScenarioWorld> Act)
    : ScenarioStep(Line, Text, AtMs);

/// <summary>Something must be so.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Text">Its words, for people.</param>
/// <param name="AtMs">When it is asked, milliseconds since 1970 UTC.</param>
/// <param name="Look">Looks whether it is.</param>
/// <param name="WithinMs">It may take this long to come true, in milliseconds; 0 for at once.</param>
/// <param name="ForMs">It must stay true for this long, in milliseconds; 0 for this instant.</param>
/// <param name="IsFinal">Whether it is asked after the end, when everything is connected and quiet.</param>
public sealed record ExpectationStep(
    int Line,
    string Text,
    long AtMs,
    Func<ScenarioWorld, Observation> Look,
    long WithinMs,
    long ForMs,
    bool IsFinal)
    : ScenarioStep(Line, Text, AtMs);

/// <summary>What was seen when something was expected.</summary>
/// <param name="Holds">Whether it was so.</param>
/// <param name="Seen">What was so, in words.</param>
public sealed record Observation(bool Holds, string Seen);
