using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Lets things break at the rates of <see cref="Faults"/>, and mends them after a while.</summary>
internal sealed class Troubles(ScenarioWorld world, Recurrence recurrence, Faults faults)
{
    private const long SecondMs = 1000;
    private const long MinuteMs = 60 * SecondMs;
    private const long HourMs = 60 * MinuteMs;
    private const long YearMs = 365 * 24 * HourMs;
    private const int TornWithinBytes = 2000;
    private const int FloodMin = 10;
    private const int FloodMax = 1000;
    private const int BrokerForgetsOneIn = 3;

    /// <summary>Plans all of it.</summary>
    public void Begin()
    {
        foreach (ScenarioNode node in world.Nodes)
        {
            Begin(node);
        }

        recurrence.FaultWeekly("broker", faults.BrokerStopsWeekly, StopBroker);
        recurrence.FaultWeekly("supervisor", faults.SupervisorStopsWeekly, StopSupervisor);
        recurrence.FaultWeekly("disk", faults.FullDisksWeekly, FillDisk);
    }

    /// <summary>Makes everything whole, powered and connected, with nobody in the middle.</summary>
    public void Mend()
    {
        world.Broker.Interceptor = null;
        world.Supervisor.Ledger.IsFailing = false;
        if (!world.Broker.IsUp)
        {
            world.Broker.Start(isForgetful: false);
        }

        world.Supervisor.Start();
        foreach (ScenarioNode node in world.Nodes)
        {
            node.World.Board.Flash.IsFailing = false;
            node.World.Board.Flash.LosePowerAfter(long.MaxValue);
            node.World.Board.TimeOfDay.SntpErrorMs = 0;
            node.World.Board.TimeOfDay.IsSntpReachable = true;
            node.World.Board.Connection.MendPath();
            PowerOn(node);
        }
    }

    private void Begin(ScenarioNode node)
    {
        string name = node.Number;
        recurrence.FaultWeekly(name + "/power", faults.PowerCutsWeekly, random => CutPower(node, random));
        recurrence.FaultWeekly(name + "/tear", faults.TornWritesWeekly, random => Tear(node, random));
        recurrence.FaultWeekly(name + "/failing", faults.FailingFlashWeekly, random => FailFlash(node, random));
        recurrence.FaultWeekly(name + "/path", faults.PathCutsWeekly, random => CutPath(node, random));
        recurrence.FaultWeekly(name + "/flood", faults.AirFloodsWeekly, random => Flood(node, random));
        recurrence.FaultWeekly(name + "/lie", faults.ClockLiesWeekly, random => Lie(node, random));
    }

    private void CutPower(ScenarioNode node, SeededRandom random)
    {
        world.Trace.Add($"node {node.Number} loses power");
        node.World.PowerOff();
        node.Look();
        world.Time.After(random.Scaled(SecondMs, 2 * HourMs), () => PowerOn(node));
    }

    private void Tear(ScenarioNode node, SeededRandom random)
    {
        world.Trace.Add($"node {node.Number} will lose power in a write");
        node.World.Board.Flash.LosePowerAfter(random.Next(TornWithinBytes));
        world.Time.After(random.Scaled(HourMs, 6 * HourMs), () => PowerOn(node));
    }

    private void FailFlash(ScenarioNode node, SeededRandom random)
    {
        world.Trace.Add($"node {node.Number} flash refuses to write");
        node.World.Board.Flash.IsFailing = true;
        world.Time.After(random.Scaled(SecondMs, 30 * MinuteMs), () => node.World.Board.Flash.IsFailing = false);
    }

    private void CutPath(ScenarioNode node, SeededRandom random)
    {
        world.Trace.Add($"node {node.Number} path cut");
        node.World.Board.Connection.CutPath();
        world.Time.After(random.Scaled(SecondMs, 24 * HourMs), node.World.Board.Connection.MendPath);
    }

    private void Flood(ScenarioNode node, SeededRandom random)
    {
        world.Trace.Add($"node {node.Number} air is flooded");
        node.World.Air.Flood(random.Scaled(SecondMs, MinuteMs), (int)random.Scaled(FloodMin, FloodMax));
    }

    private void Lie(ScenarioNode node, SeededRandom random)
    {
        long byMs = random.Scaled(MinuteMs, 30 * YearMs) * (random.Next(2) == 0 ? 1 : -1);
        world.Trace.Add($"node {node.Number} is told a time that is wrong by {byMs} ms");
        if (random.Next(2) == 0)
        {
            node.World.Board.TimeOfDay.SetWrong(byMs);
            return;
        }

        long errorMs = node.World.Board.TimeOfDay.SntpErrorMs;
        node.World.Board.TimeOfDay.SntpErrorMs = byMs;
        node.World.Board.TimeOfDay.IsSntpReachable = random.Next(4) > 0;
        world.Time.After(random.Scaled(MinuteMs, 12 * HourMs), () =>
        {
            node.World.Board.TimeOfDay.SntpErrorMs = Math.Abs(errorMs) < SecondMs ? errorMs : 0;
            node.World.Board.TimeOfDay.IsSntpReachable = true;
        });
    }

    private void StopBroker(SeededRandom random)
    {
        if (!world.Broker.IsUp)
        {
            return;
        }

        bool isForgetful = random.Next(BrokerForgetsOneIn) == 0;
        world.Trace.Add(isForgetful ? "broker stops and will forget" : "broker stops");
        world.Broker.Stop();
        world.Time.After(random.Scaled(SecondMs, HourMs), () => world.Broker.Start(isForgetful));
    }

    private void StopSupervisor(SeededRandom random)
    {
        if (random.Next(2) == 0)
        {
            world.Trace.Add("supervisor will stop between storing and acknowledging");
            world.Supervisor.StopAfterStoring();
        }
        else
        {
            world.Trace.Add("supervisor stops");
            world.Supervisor.Stop();
        }

        world.Time.After(random.Scaled(SecondMs, 6 * HourMs), world.Supervisor.Start);
    }

    private void FillDisk(SeededRandom random)
    {
        world.Trace.Add("ledger disk full");
        world.Supervisor.Ledger.IsFailing = true;
        world.Time.After(random.Scaled(SecondMs, HourMs), () => world.Supervisor.Ledger.IsFailing = false);
    }

    private static void PowerOn(ScenarioNode node)
    {
        node.World.PowerOn();
        node.Look();
    }
}
