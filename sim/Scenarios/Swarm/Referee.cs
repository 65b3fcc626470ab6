using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Takes what the audits of a seed find; the first violation ends it.</summary>
internal sealed class Referee(VirtualTime time)
{
    public Violation? Violation { get; private set; }

    /// <summary>Records that are gone although they must not be.</summary>
    public int LostCount { get; private set; }

    /// <summary>Records that were stored more than once.</summary>
    public int DuplicatedCount { get; private set; }

    public void Report(string invariant, string what)
    {
        Violation ??= new Violation(invariant, time.NowMs, what);
    }

    public void ReportLost(string invariant, string what)
    {
        LostCount++;
        Report(invariant, what);
    }

    public void ReportDuplicated(string what)
    {
        DuplicatedCount++;
        Report("stored_once", what);
    }
}
