using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Says what a swarm found, for people.</summary>
public static class SwarmReport
{
    /// <summary>When something was seen, in local time.</summary>
    public static string TimeOf(Violation violation)
    {
        return Moment.ToText(violation.AtMs);
    }
}
