using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;
using Wugang.Sim.World.Meters;
using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Scenarios;

/// <summary>Registers in the journal are held against the meters' own digits, and a wrong one is found.</summary>
[TestClass]
public class MeterAuditTests
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private const string Text =
        "# Meters of three protocols\nclause P6\nstart 2026-03-02 08:55\nnode 01\n  meter power dlt645 000000000161\n"
        + "  meter water cjt188 water 00000805000001\n  meter kitchen modbus gas 7\n08:56 link down\n11:00 link up\n12:00 expect stored\n";

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

    /// <summary>Issue D: registers in the ledger are the meters' own at each quarter hour that was read, and marked where it was not.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void AmongAllFaultsTheLedgerTellsOfEveryQuarterOfAnHourAndOnlyTheTruth(int seed)
    {
        const int Often = 50_000;
        const int Seldom = 2000;
        Faults faults = new()
        {
            OscillatorErrorPpm = 100,
            TimeErrorMaxMs = 500,
            ExtraLatencyMaxMs = 300,
            BouncingPulses = Seldom,
            MeterAnswers = new AnswerFaults
            {
                Silences = Often,
                LateAnswers = Often,
                TruncatedFrames = Often,
                WrongChecksums = Often,
                NoiseBytes = Often,
                Collisions = Often,
                NeighbourAnswers = Often,
                TurnedBack = Seldom,
                Stuck = Seldom,
                Replaced = Seldom,
            },
        };
        Scenario scenario = ScenarioFiles.Parse("meters.scenario", Text);
        ScenarioWorld world = new(scenario, seed, faults, null);
        ScenarioNode node = world.Nodes.Single();
        PlanTroubles(world, node, scenario.StartMs, seed);
        long endMs = scenario.StartMs + (48 * HourMs);
        world.Supervisor.Start();
        node.World.PowerOn();
        world.Time.RunUntil(endMs);
        node.World.Board.Connection.MendPath();
        world.Time.RunUntil(endMs + HourMs);

        MeterAudit audit = new(node.World, boot => node.Truth.Lives[(int)boot - 1].FromMs);
        VerifiedRecord[] stored = [.. world.Supervisor.Ledger.ReadRecords(node.World.Name, 1).Select(entry => entry.Record)];
        string[] wrong = [.. stored.Select(audit.FindWrong).OfType<string>()];

        Assert.AreEqual(node.Journal.NewestSequence, stored[^1].Sequence);
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        foreach ((long _, long fromMs, long toMs) in node.Truth.Lives)
        {
            Assert.IsNull(audit.FindUnsaid(fromMs + MinuteMs, Math.Min(toMs, endMs) - MinuteMs));
        }
    }

    /// <summary>
    /// Some hours without a connection, and power cuts, many in the middle of a read. The connection is there whenever the
    /// power comes back: without it the node would not know the time, nor when a quarter of an hour ends.
    /// </summary>
    private static void PlanTroubles(ScenarioWorld world, ScenarioNode node, long startMs, long seed)
    {
        SeededRandom random = new(seed, "troubles");
        for (int hour = 2; hour < 44; hour += 4)
        {
            long linkCutMs = startMs + (hour * HourMs) + random.Next(HourMs);
            long mendedMs = linkCutMs + random.Next(2 * HourMs);
            world.Time.At(linkCutMs, node.World.Board.Connection.CutPath);
            world.Time.At(mendedMs, node.World.Board.Connection.MendPath);
            long quarterMs = startMs + (hour * HourMs) + ((5 + (15 * random.Next(12))) * MinuteMs);
            long powerCutMs = quarterMs + (random.Next(2) == 0 ? random.Next(2000) : random.Next(15 * MinuteMs));
            long restoredMs = Math.Max(powerCutMs, mendedMs) + random.Between(MinuteMs, 30 * MinuteMs);
            world.Time.At(powerCutMs, () => Switch(node, node.World.PowerOff));
            world.Time.At(restoredMs, () => Switch(node, node.World.PowerOn));
        }
    }

    private static void Switch(ScenarioNode node, Action power)
    {
        power();
        node.Look();
    }

    private static string[] FindWrong(ScenarioNode node, long bootMs)
    {
        MeterAudit audit = new(node.World, _ => bootMs);
        return [.. node.Journal.Records.Select(audit.FindWrong).OfType<string>()];
    }
}
