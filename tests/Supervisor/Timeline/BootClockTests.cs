using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: a lying clock makes no time protected that was not.</summary>
[TestClass]
public sealed class BootClockTests
{
    private const long HourMs = 3_600_000;

    [TestMethod]
    [DataRow(20_000, "unknown")]
    [DataRow(20_001, "protected")]
    public void TwoHeartbeatsInTimeProveAClockIfTheyCannotHaveComeInOneHeap(long gapMs, string expected)
    {
        EvidenceBench bench = new();
        bench.Span(0, 1000);
        bench.Beat(1000);
        bench.Beat(1000 + gapMs);

        Assert.AreEqual($"0-1000 {expected}", bench.Describe(0, 1000));
    }

    [TestMethod]
    public void ThoseWithAnotherBetweenThemThatCameLateProveNothing()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        VerifiedRecord late = bench.Hear(31_000, bench.Node.Topics.State, node => node.Heartbeat(new TestNode.Saying()));
        bench.Add(late, receivedUpMs: 42_000);
        bench.Beat(61_000);

        Assert.AreEqual("0-61000 unknown", bench.Describe(0, 61_000));
    }

    [TestMethod]
    public void AFalseClockAheadByAsLongAsItsHeartbeatsWaitedIsNotBelieved()
    {
        EvidenceBench bench = NodeWhoseClockIsAhead(HourMs);
        List<VerifiedRecord> waiting = [];
        for (long upMs = 30_000; upMs <= 600_000; upMs += 30_000)
        {
            waiting.Add(bench.Hear(upMs, bench.Node.Topics.State, node => node.Heartbeat(new TestNode.Saying())));
        }

        // The supervisor was away for an hour: of what the broker kept for it, one heartbeat seems to come in time.
        waiting.ForEach(heartbeat => bench.Add(heartbeat, receivedUpMs: HourMs + 300_000));
        Assert.AreEqual($"0-{2 * HourMs} unknown", bench.Describe(0, 2 * HourMs));

        bench.ClockAheadMs = 0;
        bench.Beat(HourMs + 330_000);
        bench.Beat(HourMs + 360_000);

        Assert.AreEqual("0-30000 unknown, 30000-600000 protected, 600000-700000 unknown", bench.Describe(0, 700_000));
        Assert.AreEqual(
            "3700000-3930000 unknown, 3930000-3960000 protected, 3960000-4500000 unknown", bench.Describe(3_700_000, 4_500_000));
    }

    [TestMethod]
    [DataRow(0, "protected")]
    [DataRow(10_000, "protected")]
    [DataRow(20_000, "unknown")]
    public void TheWordOfABootIsNotTakenIfARecordCameBeforeItCouldBeMade(long aheadMs, string expected)
    {
        EvidenceBench bench = NodeWhoseClockIsAhead(aheadMs);
        bench.Add(bench.Hear(60_000, bench.Node.Topics.Journal, node => node.Span(0, 60_000, bench.TimeAt(60_000))), receivedUpMs: 60_000);
        bench.Restart();
        bench.ClockAheadMs = 0;
        bench.Beat(HourMs);

        Assert.AreEqual($"{aheadMs}-60000 {expected}", bench.Describe(aheadMs, 60_000));
    }

    [TestMethod]
    [DataRow(0, HourMs, "protected")]
    [DataRow(HourMs, HourMs, "unknown")]
    [DataRow(HourMs, 2 * HourMs, "protected")]
    public void ALifeWhoseOnlyDateIsInItsSavedSpanIsDatedByItUnlessThatCameBefore(long aheadMs, long receivedUpMs, string expected)
    {
        EvidenceBench bench = new();
        bench.Restart();
        bench.Restart();
        bench.IsTimeKnown = false;
        long toMs = EvidenceBench.BootedMs + aheadMs + 40_000;
        bench.Add(bench.Hear(500, bench.Node.Topics.Journal, node => node.Span(0, 40_000, toMs, ofBoot: 2)), receivedUpMs);
        Assert.AreEqual(long.MaxValue, bench.Timeline.FirstMs, "nothing is placed before a later life is heard");

        bench.IsTimeKnown = true;
        bench.Beat(3 * HourMs);

        Assert.AreEqual($"{aheadMs}-{aheadMs + 40_000} {expected}", bench.Describe(aheadMs, aheadMs + 40_000));
    }

    [TestMethod]
    public void TheSavedSpanCountsAlsoWhereAHeartbeatOfTheNextLifeCameBefore()
    {
        EvidenceBench bench = new(isTimeKnown: false);
        bench.Span(0, 10_000);
        bench.Restart();
        VerifiedRecord span = bench.Hear(
            500, bench.Node.Topics.Journal, node => node.Span(10_000, 40_000, EvidenceBench.BootedMs + 40_000, ofBoot: 1));
        bench.Beat(HourMs);
        bench.Add(span, receivedUpMs: HourMs);

        Assert.AreEqual("0-40000 protected", bench.Describe(0, 40_000));
    }

    [TestMethod]
    [DataRow(0, "protected")]
    [DataRow(HourMs, "unknown")]
    public void TheWordOfABootIsNotTakenIfItsSavedSpanContradictsItsRecords(long aheadMs, string expected)
    {
        EvidenceBench bench = new();
        bench.Span(0, 10_000);
        bench.Restart();
        long toMs = EvidenceBench.BootedMs + aheadMs + 40_000;
        bench.Add(bench.Hear(500, bench.Node.Topics.Journal, node => node.Span(10_000, 40_000, toMs, ofBoot: 1)), receivedUpMs: 2 * HourMs);
        bench.Beat(2 * HourMs);

        Assert.AreEqual($"0-10000 {expected}", bench.Describe(0, 10_000));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void HeartbeatsThatContradictTheRecordsOfABootDoSoAlsoAfterAStartOfTheSupervisor(bool isJournalFirst)
    {
        EvidenceBench bench = NodeWhoseClockIsAhead(HourMs);
        VerifiedRecord span = bench.Hear(60_000, bench.Node.Topics.Journal, node => node.Span(0, 60_000, bench.TimeAt(60_000)));
        bench.ClockAheadMs = 0;
        VerifiedRecord beat = bench.Hear(90_000, bench.Node.Topics.State, node => node.Heartbeat(new TestNode.Saying()));
        bench.Restart();
        VerifiedRecord start = bench.Hear(1000, bench.Node.Topics.Journal, node => node.Started(("smoke", "smoke")));
        VerifiedRecord[] arrived = isJournalFirst ? [span, start, beat] : [span, beat, start];
        foreach (VerifiedRecord record in arrived)
        {
            bench.Add(record, receivedUpMs: 2 * HourMs);
        }

        bench.Beat(2 * HourMs);

        Assert.AreEqual($"0-{2 * HourMs} unknown", bench.Describe(0, 2 * HourMs));
    }

    [TestMethod]
    [DataRow(true, "unknown")]
    [DataRow(false, "protected")]
    public void TheClockOfALifeDatesNoOtherThatHasTheSameBootCount(bool isFlashFailingInTheFirst, string expected)
    {
        EvidenceBench bench = new();
        bench.Restart();
        if (!isFlashFailingInTheFirst)
        {
            bench.Journal(0, node => node.Started(("smoke", "smoke")));
        }

        bench.Beat(1000);
        bench.Beat(31_000);
        if (isFlashFailingInTheFirst)
        {
            bench.Journal(0, node => node.Started(("smoke", "smoke")));
        }

        // An hour later by its own date: the next life, or a false clock in the same.
        bench.ClockAheadMs = HourMs;
        VerifiedRecord span = bench.Hear(900_000, bench.Node.Topics.Journal, node => node.Span(60_000, 900_000, bench.TimeAt(900_000)));
        bench.Add(span, receivedUpMs: 2 * HourMs);
        bench.ClockAheadMs = 0;
        bench.Restart();
        bench.Beat(2 * HourMs);

        Assert.AreEqual($"60000-900000 {expected}", bench.Describe(60_000, 900_000));
    }

    /// <summary>A node that learns the time after its first record, and a wrong one.</summary>
    private static EvidenceBench NodeWhoseClockIsAhead(long byMs)
    {
        return new EvidenceBench(isTimeKnown: false) { IsTimeKnown = true, ClockAheadMs = byMs };
    }
}
