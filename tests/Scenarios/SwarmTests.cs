using Wugang.Sim.Scenarios.Swarm;

namespace Wugang.Tests.Scenarios;

/// <summary>A few seeds of the swarm; the long run is a command (docs/reference/simulation.md).</summary>
[TestClass]
public class SwarmTests
{
    [TestMethod]
    [DataRow(1L)]
    [DataRow(520L)]
    [DataRow(2049L)]
    [DataRow(3009L)]
    [DataRow(3090L)]
    [DataRow(5140L)]
    public void NothingThatMustNeverHappenHappens(long seed)
    {
        SwarmResult result = SwarmRun.Run(seed, days: 2, nodes: 3);

        Assert.IsNull(result.Violation, result.Violation?.ToString());
        Assert.IsGreaterThan(1000, result.Records);
        Assert.IsGreaterThan(0, result.Faults);
    }

    [TestMethod]
    public void TheSameSeedTakesTheSameWay()
    {
        SwarmResult one = SwarmRun.Run(7, days: 1, nodes: 2);
        SwarmResult other = SwarmRun.Run(7, days: 1, nodes: 2, new StringWriter());

        Assert.AreEqual(one, other);
        Assert.AreNotEqual(one.TraceHash, SwarmRun.Run(8, days: 1, nodes: 2).TraceHash);
    }
}
