using Wugang.Sim.Scenarios.Swarm;

namespace Wugang.Tests.Scenarios;

/// <summary>A few seeds of the swarm; the long run is a command (docs/reference/simulation.md).</summary>
[TestClass]
public class SwarmTests
{
    [TestMethod]
    [DataRow(1L, 3)]
    [DataRow(520L, 3)]
    [DataRow(2049L, 3)]
    [DataRow(3009L, 3)]
    [DataRow(3090L, 3)]
    [DataRow(5140L, 3)]
    [DataRow(95L, 2)] // The only record that was left on the flash was damaged.
    [DataRow(98L, 2)] // So was a loss, after the supervisor had relied on it.
    [DataRow(443L, 3)] // A lying time server dated the heartbeats of a life in which the supervisor was not heard.
    [DataRow(70143L, 3)] // A clock stepped right before the boot ended.
    [DataRow(1909059870L, 3)] // One heartbeat of a false clock came at the time that it says, as it had waited as long as the clock was ahead.
    [DataRow(1909060155L, 3)] // So did another, and its word was of a time without power.
    [DataRow(3586059188L, 3)] // A failing flash let two lives have one boot count, and the clock of the first dated the second.
    [DataRow(4055313566L, 3)] // The only date of a life that was cut off was that of the span it had saved.
    [DataRow(4055314037L, 3)] // A clock that was 60 ms late was given up for an answer that was 99 s old.
    public void NothingThatMustNeverHappenHappens(long seed, int nodes)
    {
        SwarmResult result = SwarmRun.Run(seed, days: 2, nodes);

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
