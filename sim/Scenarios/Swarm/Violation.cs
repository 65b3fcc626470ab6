using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>The first thing in a seed that must never happen.</summary>
/// <param name="Invariant">Which invariant it violates (docs/reference/simulation.md).</param>
/// <param name="AtMs">When it was seen, milliseconds since 1970 UTC.</param>
/// <param name="What">What happened, in words.</param>
public sealed record Violation(string Invariant, long AtMs, string What)
{
    /// <summary>When it was seen, in local time, and what it is.</summary>
    public override string ToString()
    {
        return $"at {Moment.ToText(AtMs)}  {Invariant}: {What}";
    }
}
