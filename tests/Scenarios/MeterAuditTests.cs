using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;

namespace Wugang.Tests.Scenarios;

/// <summary>Registers in the journal are held against the meters' own digits, and a wrong one is found.</summary>
[TestClass]
public class MeterAuditTests
{
    private const long HourMs = 3_600_000;

    private const string Text =
        "# Meters of three protocols\nclause P6\nstart 2026-03-02 08:55\nnode 01\n  meter power dlt645 000000000161\n"
        + "  meter water cjt188 water any\n  meter kitchen modbus gas 7\n08:56 link down\n11:00 link up\n12:00 expect stored\n";

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void EveryRegisterIsWhatTheMeterShowedAndOfAnotherHourItIsNot(int seed)
    {
        Scenario scenario = ScenarioFiles.Parse("meters.scenario", Text);
        ScenarioWorld world = new(scenario, seed, Faults.None, null);
        ScenarioNode node = world.Nodes.Single();
        node.World.Board.Connection.CutPath();
        node.World.PowerOn();
        world.Time.RunUntil(scenario.StartMs + (2 * HourMs));
        node.World.Board.Connection.MendPath();
        world.Time.RunUntil(scenario.StartMs + (3 * HourMs));

        Assert.IsEmpty(FindWrong(node, scenario.StartMs));
        Assert.IsGreaterThan(8, FindWrong(node, scenario.StartMs + HourMs).Length);
    }

    private static string[] FindWrong(ScenarioNode node, long bootMs)
    {
        MeterAudit audit = new(node.World, _ => bootMs);
        return [.. node.Journal.Records.Select(audit.FindWrong).OfType<string>()];
    }
}
