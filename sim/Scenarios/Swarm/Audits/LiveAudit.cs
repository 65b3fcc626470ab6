using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Looks at the supervisor's verdicts while things go on: a node that is called protected now must have been so not long ago, one
/// that is connected is called online before long, and no past instant may be called protected that was not.
/// </summary>
internal sealed class LiveAudit
{
    private const long LookEveryMs = 61_000;
    private const int HistoryEveryLooks = 180;

    // How long a verdict may outlive the truth: a heartbeat counts for three of its intervals, an echo of an old challenge for the
    // grace of it, and messages may be on their way until both ends have given a connection up.
    private const long HeldMs = (ProtectionRule.HeartbeatIntervalsValid * 30_000) + ChallengeBook.GraceMs + 60_000;

    // What is connected all this time is called online.
    private const long OnlineAfterMs = 5 * LookEveryMs;

    // What comes so long before its date shows that the date is wrong, whatever drift and errors there are.
    private const long SeenMs = 60_000;

    private readonly ScenarioWorld _world;
    private readonly Referee _referee;
    private readonly long _startMs;
    private readonly Dictionary<ScenarioNode, long> _cutOffMs = [];
    private readonly Dictionary<ScenarioNode, int> _looksOffline = [];

    // Without its counters a node believes a replayed word of a radio sensor.
    private readonly Dictionary<ScenarioNode, SlotWitness> _counters;
    private int _looks;

    public LiveAudit(ScenarioWorld world, Referee referee)
    {
        (_world, _referee, _startMs) = (world, referee, world.Time.NowMs);
        _counters = world.Nodes.ToDictionary(node => node, node => new SlotWitness(node.World, "sensors", copies: 2));
        foreach (ScenarioNode node in world.Nodes)
        {
            node.World.Stepped += () => NoteConnection(node);
        }

        Plan();
    }

    /// <summary>Holds all that the supervisor says of the past against the truth; to be called once all has arrived.</summary>
    public void Finish(long endMs)
    {
        foreach (ScenarioNode node in _world.Nodes)
        {
            Judge(node, endMs, EvidencedTime.OfSpans(node, _world.Supervisor.Ledger));
        }
    }

    private void Plan()
    {
        _world.Time.After(LookEveryMs, () =>
        {
            Look();
            Plan();
        });
    }

    private void Look()
    {
        _looks++;
        if (!_world.Supervisor.IsUp || _world.Supervisor.Ledger.IsFailing)
        {
            _cutOffMs.Clear();
            return;
        }

        Supervision supervision = _world.Supervisor.Look();
        foreach (ScenarioNode node in _world.Nodes)
        {
            bool isProtected = supervision.Find(node.World.Name)!.Verdict.Current.State == VerdictState.Protected;
            if (isProtected && !node.Truth.Stretches(_world.Time.NowMs - HeldMs, _world.Time.NowMs).Any(time => time.IsProtected))
            {
                _referee.Report(
                    "live_is_true", $"node {node.Number} is called protected now, but was not for the last {HeldMs / 1000} s");
            }

            LookAtConnection(node, supervision.Find(node.World.Name)!.Status);
            if (_looks % HistoryEveryLooks == 0)
            {
                Judge(node, _world.Time.NowMs, []);
            }
        }
    }

    private void NoteConnection(ScenarioNode node)
    {
        if (node.World.Board.Connection.State != LinkState.Up || _world.Broker.Interceptor is not null)
        {
            _cutOffMs[node] = _world.Time.NowMs;
        }
    }

    /// <summary>
    /// Where its birth was lost, the late will of an earlier connection is believed until the next heartbeat: that is seen at one look at most.
    /// Where the flash could not keep the boot count, two lives have the same, and the later one is taken for a replay of the earlier.
    /// </summary>
    private void LookAtConnection(ScenarioNode node, NodeStatus status)
    {
        NoteConnection(node);
        int looksOffline = _looksOffline[node] = status.IsOnline ? 0 : _looksOffline.GetValueOrDefault(node) + 1;
        long cutOffMs = _cutOffMs[node] = _cutOffMs.GetValueOrDefault(node, _world.Time.NowMs);
        if (looksOffline > 1 && _world.Time.NowMs - cutOffMs > OnlineAfterMs && !IsBootUsedAgain(node))
        {
            _referee.Report("online_is_true", $"node {node.Number} is called offline, but has been connected for minutes");
        }
    }

    private static bool IsBootUsedAgain(ScenarioNode node)
    {
        return node.Truth.Lives.GroupBy(life => life.Boot).Any(boot => boot.Count() > 1);
    }

    /// <summary>
    /// Whether the clock of a life was wrong to its end, and nobody could tell: a node that never heard the supervisor in it believes
    /// its time server, and dates its records by it. It can be told where a record came before it could have been made.
    /// </summary>
    private bool HasMisdatedLife(ScenarioNode node)
    {
        MemoryLedger ledger = _world.Supervisor.Ledger;
        ILookup<long, LedgerEntry> arrived = ledger.ReadRecords(node.World.Name, 1).Concat(ledger.ReadHeartbeats(node.World.Name, 0))
            .ToLookup(entry => entry.Record.Boot);
        ILookup<long, StatedDate> dates = StatedDate
            .Of(node.Journal.Records.Concat(ledger.ReadHeartbeats(node.World.Name, 0).Select(entry => entry.Record)))
            .ToLookup(date => date.Boot);
        return node.Truth.Lives.Any(life =>
            dates[life.Boot].Any()
            && dates[life.Boot].MaxBy(date => date.UpMs) is var newest
            && Math.Abs(newest.BootedMs - life.FromMs) > newest.ErrorMs + SwarmRun.ToleranceMs
            && arrived[life.Boot].All(entry => entry.ReceivedMs - entry.Record.UpMs > newest.BootedMs - SeenMs));
    }

    private void Judge(ScenarioNode node, long endMs, IReadOnlyList<(long FromMs, long ToMs)> evidenced)
    {
        ProtectionTimeline timeline = _world.Supervisor.Look().Find(node.World.Name)!.Timeline;
        long toleranceMs = SwarmRun.ToleranceMs + node.Journal.LargestErrorMs;
        string? wrong = new VerdictAudit(node, toleranceMs).FindWrong(timeline, _startMs, endMs, evidenced);
        if (wrong is not null && !_counters[node].IsSpoilt && !HasMisdatedLife(node))
        {
            _referee.Report("verdict_is_true", wrong);
        }
    }
}
