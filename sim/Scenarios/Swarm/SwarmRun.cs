using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Swarm.Audits;
using Wugang.Sim.World;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>
/// One seed: random nodes, people, faults and an attacker, for some days of virtual time, and then time to become whole again.
/// The same seed takes the same way, always.
/// </summary>
public sealed class SwarmRun
{
    /// <summary>Time around a change of the truth that is left to debouncing and to the error of clocks, in milliseconds.</summary>
    internal const long ToleranceMs = 10_000;

    private const long DayMs = 24L * 3600 * 1000;
    private const long StartMs = 1_772_380_800_000; // 2026-03-02 00:00 in China, a Monday.
    private const long SettleStepMs = 10_000;
    private const long SettleMaxMs = 3600_000;

    // A clock is proved by two heartbeats in a row: the first may be half a minute away, the second as much behind it.
    private const long ProofMs = 90_000;

    private readonly Faults _faults;
    private readonly ScenarioWorld _world;
    private readonly Referee _referee;
    private readonly Recurrence _recurrence;
    private readonly Troubles _troubles;
    private readonly LiveAudit _live;
    private readonly List<LedgerAudit> _ledgers = [];
    private long? _wholeSinceMs;

    private SwarmRun(long seed, int days, int nodes, TextWriter? trace)
    {
        Scenario scenario = new("swarm", "", [], StartMs, SwarmNodes.Draw(seed, nodes), []);
        _faults = new FaultDraw(seed).Draw();
        _world = new ScenarioWorld(scenario, seed, _faults, trace);
        _referee = new Referee(_world.Time);
        _recurrence = new Recurrence(_world.Time, seed, StartMs + (days * DayMs));
        _troubles = new Troubles(_world, _recurrence, _faults);
        _live = new LiveAudit(_world, _referee);
        foreach (ScenarioNode node in _world.Nodes)
        {
            Watch(node);
            new People(_world, node, _recurrence, seed).Begin();
        }

        _troubles.Begin();
        _ = new Attacker(_world, _recurrence, _faults.AttacksWeekly, seed);
    }

    /// <summary>Runs one seed to its end, or to the first violation.</summary>
    /// <param name="seed">Everything derives from it.</param>
    /// <param name="days">Days of virtual time, one or more.</param>
    /// <param name="nodes">Nodes, 1 to 99.</param>
    /// <param name="trace">Where everything that happens is written, or null.</param>
    public static SwarmResult Run(long seed, int days, int nodes, TextWriter? trace = null)
    {
        SwarmRun run = new(seed, days, nodes, trace);
        run.Run();
        return new SwarmResult(
            seed,
            days * nodes,
            run._ledgers.Sum(ledger => ledger.StoredCount),
            run._recurrence.FaultCount + run._world.Nodes.Sum(node => node.World.Board.FaultCount),
            run._referee.LostCount,
            run._referee.DuplicatedCount,
            run._referee.Violation,
            run._world.Trace.Hash);
    }

    private void Watch(ScenarioNode node)
    {
        _ledgers.Add(new LedgerAudit(_world, node, _referee));
        _ = new RegisterAudit(node, _referee);
        _ = new AlarmAudit(_world, node, _faults, _referee);
        _ = new ClockAudit(node, _referee);
        _ = new LatchAudit(_world, node, _referee);
        _ = new CommandAudit(_world.Supervisor.Commands, node, _referee);
        _ = new BoundsAudit(node, _referee);
    }

    private void Run()
    {
        _world.Supervisor.Start();
        foreach (ScenarioNode node in _world.Nodes)
        {
            node.World.PowerOn();
            node.Look();
        }

        AdvanceTo(_recurrence.EndMs);
        for (long settledMs = 0; settledMs < SettleMaxMs && _referee.Violation is null && !IsSettled(settledMs); settledMs += SettleStepMs)
        {
            // What is still going to be broken, is mended again.
            _troubles.Mend();
            AdvanceTo(_world.Time.NowMs + SettleStepMs);
        }

        if (_referee.Violation is null)
        {
            _ledgers.ForEach(ledger => ledger.Finish());
            _live.Finish(_recurrence.EndMs);
        }
    }

    /// <summary>All has arrived, and since then the heartbeats that prove when it was.</summary>
    private bool IsSettled(long settledMs)
    {
        bool isWhole = _ledgers.All(ledger => ledger.IsComplete)
            && _world.Nodes.All(node => node.World.Board.Connection.State == LinkState.Up);
        _wholeSinceMs ??= isWhole ? settledMs : null;
        return isWhole && settledMs >= _wholeSinceMs + ProofMs;
    }

    private void AdvanceTo(long atMs)
    {
        while (_referee.Violation is null && _world.Time.Advance(atMs))
        {
            // Each turn is one event.
        }
    }
}
