using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Swarm.Audits;

/// <summary>
/// Looks at the supervisor's verdicts while things go on: a node that is called protected now must have been so not long ago, and
/// no past instant may be called protected that was not.
/// </summary>
internal sealed class LiveAudit
{
    private const long LookEveryMs = 61_000;
    private const int HistoryEveryLooks = 180;

    // How long a verdict may outlive the truth: a heartbeat counts for three of its intervals, an echo of an old challenge for the
    // grace of it, and messages may be on their way until both ends have given a connection up.
    private const long HeldMs = (ProtectionRule.HeartbeatIntervalsValid * 30_000) + ChallengeBook.GraceMs + 60_000;

    private readonly ScenarioWorld _world;
    private readonly Referee _referee;
    private readonly long _startMs;
    private int _looks;

    public LiveAudit(ScenarioWorld world, Referee referee)
    {
        (_world, _referee, _startMs) = (world, referee, world.Time.NowMs);
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

            if (_looks % HistoryEveryLooks == 0)
            {
                Judge(node, _world.Time.NowMs, []);
            }
        }
    }

    /// <summary>
    /// Whether the clock of a life was wrong to its end, and nobody could tell: a node that never heard the supervisor in it believes
    /// its time server, and dates its records by it.
    /// </summary>
    private static bool HasMisdatedLife(ScenarioNode node)
    {
        Dictionary<long, VerifiedRecord> newest = node.Journal.Records
            .Where(record => record.Time.Quality != ClockQuality.None)
            .GroupBy(record => record.Boot)
            .ToDictionary(boot => boot.Key, boot => boot.Last());
        return node.Truth.Lives.Any(life =>
            newest.TryGetValue(life.Boot, out VerifiedRecord? record)
            && Math.Abs(record.Time.UnixMs - record.UpMs - life.FromMs) > record.Time.ErrorMs + SwarmRun.ToleranceMs);
    }

    private void Judge(ScenarioNode node, long endMs, IReadOnlyList<(long FromMs, long ToMs)> evidenced)
    {
        if (HasMisdatedLife(node))
        {
            return;
        }

        ProtectionTimeline timeline = _world.Supervisor.Look().Find(node.World.Name)!.Timeline;
        long toleranceMs = SwarmRun.ToleranceMs + node.Journal.LargestErrorMs;
        if (new VerdictAudit(node, toleranceMs).FindWrong(timeline, _startMs, endMs, evidenced) is { } wrong)
        {
            _referee.Report("verdict_is_true", wrong);
        }
    }
}
