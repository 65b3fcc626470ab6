using Microsoft.Data.Sqlite;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Intake;

/// <summary>The supervision without clock, threads and network, on a real ledger.</summary>
[TestClass]
public sealed class SupervisionTests : IDisposable
{
    private const long Hour = 3_600_000;

    private static readonly DateOnly Monday = new(2026, 3, 2);

    private readonly TempFolder _folder = new();
    private readonly TestNode _node = new();
    private readonly DaySettings _days = new();
    private SqliteLedger _ledger;
    private Supervision _supervision;
    private long _nowMs;

    public SupervisionTests()
    {
        _nowMs = _days.StartOf(Monday);
        _ledger = new SqliteLedger(_folder.PathOf("ledger.db"));
        _supervision = Start();
    }

    private SupervisedFacility Facility => _supervision.Facilities.Single();

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void WhatWasStoredBeforeACrashIsKnownAfterItAndOwedWhenItComesAgain()
    {
        IncomingMessage record = new(_node.Topics.Journal, _node.Started(("gate", "door")));
        Assert.HasCount(1, _supervision.Process([record], _nowMs).Owed);

        Restart();
        SupervisionOutcome outcome = _supervision.Process([record], _nowMs);

        Assert.AreEqual(1, outcome.RepeatedCount);
        Assert.IsEmpty(outcome.Stored.Entries);
        Assert.AreEqual(_node.Id.Value, outcome.Owed.Single().Name);
        Acknowledgement acknowledgement = new();
        byte[] bytes = outcome.Owed.Single().Acknowledge(_nowMs, new byte[Acknowledgement.ChallengeBytes]);
        Assert.AreEqual(ReadStatus.Ok, acknowledgement.Read(bytes, _node.Id));
        Assert.AreEqual(1, acknowledgement.Sequence);
    }

    [TestMethod]
    public void WhatTheLedgerRefusesDoesNotCountAndCountsWhenItComesAgain()
    {
        IncomingMessage record = new(_node.Topics.Journal, _node.Started(("gate", "door")));
        using (LedgerFile file = new(_folder.Root))
        {
            file.Execute("CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            Assert.ThrowsExactly<SqliteException>(() => _supervision.Process([record], _nowMs));
            Assert.AreEqual(0, _supervision.Find(_node.Id.Value)!.Status.StoredSequence);
            file.Execute("DROP TRIGGER full");
        }

        Assert.HasCount(1, _supervision.Process([record], _nowMs).Stored.Entries);
    }

    [TestMethod]
    public void ARestartGivesTheSameVerdicts()
    {
        LiveThrough(hours: 30, cutFromHour: 5, cutToHour: 7);
        string before = Describe();

        Restart();

        StringAssert.Contains(before, "NotProtected zone_fault:410481001-0007-01/smoke");
        Assert.AreEqual(before, Describe());
        int changes = _ledger.ReadDayChanges(Facility.Enrolled.Id, Monday, Monday).Count();
        _supervision.Process([], _nowMs + DayBook.UpdateEveryMs);
        _supervision.Process([], _nowMs + (2 * DayBook.UpdateEveryMs));
        Assert.HasCount(changes, _ledger.ReadDayChanges(Facility.Enrolled.Id, Monday, Monday));
    }

    [TestMethod]
    public void AfterARestartZonesAreAsTheNewestHeartbeatSaidAndTheRecordsBehindIt()
    {
        Say(1000, node => node.Started(("gate", "door"), ("hall_panic", "panic")));
        Say(2000, node => node.Heartbeat(), isState: true);
        Say(3000, node => node.Door("gate", isOpen: true));
        string before = DescribeZones();

        Restart();

        Assert.AreEqual("gate Active, hall_panic Normal", before);
        Assert.AreEqual(before, DescribeZones());
    }

    [TestMethod]
    public void ADayEndsChangesAndClosesInTheLedger()
    {
        LiveThrough(hours: 20, cutFromHour: 100, cutToHour: 100);
        _nowMs = _days.EndOf(Monday) + Hour;
        _supervision.Process([], _nowMs);
        _supervision.Process([], _nowMs);
        Assert.AreEqual("Ended", DescribeHistory());

        // The connection comes back, and the span from the time without it.
        Say(25 * Hour, node => node.Span(20 * Hour, 25 * Hour, _days.StartOf(Monday) + (25 * Hour)));
        _nowMs = _days.CloseOf(Monday);
        _supervision.Process([], _nowMs);
        _supervision.Process([], _nowMs);

        Assert.AreEqual("Ended Changed Closed", DescribeHistory());
        DayChange closed = _ledger.ReadDayChanges(Facility.Enrolled.Id, Monday, Monday).Last();
        Assert.AreEqual(new DaySummary(Monday, 24 * Hour, 0, 0), closed.After);
        Assert.IsTrue(closed.IsCompliant);
    }

    [TestMethod]
    public void AStartDoesNotReadWhatIsOlderThanTheDaysItKeeps()
    {
        LiveThrough(hours: 2, cutFromHour: 1, cutToHour: 2);
        _nowMs += SupervisedNode.TimelineMs + Hour;
        TestNode later = _node.Successor(boot: 2);
        _supervision.Process([new IncomingMessage(later.Topics.Journal, later.Started(("smoke", "smoke")))], _nowMs);
        _nowMs += SupervisedNode.TimelineMs + Hour;

        Restart();

        SupervisedNode node = _supervision.Find(_node.Id.Value)!;
        Assert.AreEqual(long.MaxValue, node.Timeline.FirstMs);
        Assert.IsGreaterThan(0, node.Status.Zones["smoke"].LastExercisedMs);
        Assert.IsEmpty(_supervision.Process(
            [new IncomingMessage(later.Topics.Journal, later.Door("smoke", isOpen: true))], _nowMs).Stored.Quarantined);
    }

    /// <summary>Every minute a heartbeat from midnight on, and a smoke loop that is cut for a while.</summary>
    private void LiveThrough(int hours, int cutFromHour, int cutToHour)
    {
        Say(0, node => node.Started(("smoke", "smoke")));
        for (long upMs = 0; upMs <= hours * Hour; upMs += 60_000)
        {
            bool isCut = upMs >= cutFromHour * Hour && upMs < cutToHour * Hour;
            if (upMs == cutFromHour * Hour || upMs == cutToHour * Hour)
            {
                long at = upMs;
                Say(at, node => node.Zone("smoke", "smoke", isCut ? "cut" : "normal"));
                Say(at, node => isCut
                    ? node.Span(0, at, node.Time.UnixMs)
                    : node.Span(cutFromHour * Hour, at, node.Time.UnixMs, null, "zone_fault:smoke"));
            }

            TestNode.Saying saying = new() { Reasons = isCut ? ["zone_fault:smoke"] : [], Faults = isCut ? ["cut:smoke"] : [] };
            Say(upMs, node => node.Heartbeat(saying), isState: true);
        }
    }

    private void Say(long upMs, Func<TestNode, byte[]> say, bool isState = false)
    {
        _nowMs = _days.StartOf(Monday) + upMs;
        (_node.UpMs, _node.Time) = (upMs, ClockReading.At(_nowMs, 40, ClockQuality.Sync));
        SupervisionOutcome outcome = _supervision.Process(
            [new IncomingMessage(isState ? _node.Topics.State : _node.Topics.Journal, say(_node))], _nowMs);
        Assert.HasCount(1, outcome.Stored.Entries);
    }

    private string Describe()
    {
        IReadOnlyList<TimelineSegment> segments = FacilityTimeline.Query(Facility.Timelines, _days.StartOf(Monday) - Hour, _nowMs + Hour);
        return string.Join(
            '\n',
            segments.Select(segment => $"{segment.FromMs} {segment.Verdict.State} {string.Join(' ', segment.Verdict.Reasons)}"));
    }

    private string DescribeZones()
    {
        return string.Join(", ", _supervision.Find(_node.Id.Value)!.Status.Zones.Select(zone => $"{zone.Key} {zone.Value.State}"));
    }

    private string DescribeHistory()
    {
        return string.Join(' ', _ledger.ReadDayChanges(Facility.Enrolled.Id, Monday, Monday).Select(change => change.Kind));
    }

    private void Restart()
    {
        _ledger.Dispose();
        _ledger = new SqliteLedger(_folder.PathOf("ledger.db"));
        _supervision = Start();
    }

    private Supervision Start()
    {
        EnrolledNode node = new(_node.Id, new BilingualName("一", "One"), [_node.Key]);
        EnrolledFacility facility = new(
            TestNode.FacilityId,
            new BilingualName("园", "Nursery"),
            new EnrolledTownship("410481001", new BilingualName("垭口", "Yakou")),
            [node]);
        return new Supervision([facility], _ledger, _days, _nowMs);
    }
}
