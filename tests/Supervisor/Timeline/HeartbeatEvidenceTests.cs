using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>What two heartbeats prove about the time between them (clause P1).</summary>
[TestClass]
public sealed class HeartbeatEvidenceTests
{
    private const long StartMs = 1_772_380_800_000;
    private const int IntervalS = 30;

    [TestMethod]
    [DataRow(30_000, VerdictState.Protected)]
    [DataRow(90_000, VerdictState.Protected)]
    [DataRow(90_001, VerdictState.Unknown)]
    public void AHeartbeatVouchesBackForThreeIntervals(int gapMs, VerdictState expected)
    {
        Assert.AreEqual(expected, Between(Heartbeat(0, 0), Heartbeat(gapMs, gapMs), gapMs));
    }

    [TestMethod]
    public void OneHeartbeatAloneProvesNothing()
    {
        ProtectionTimeline timeline = new();
        new HeartbeatEvidence(timeline).Add(Heartbeat(0, 0), "day", IntervalS);

        Assert.AreEqual(VerdictState.Unknown, timeline.Query(StartMs - 1000, StartMs + 1000).Single().Verdict.State);
    }

    [TestMethod]
    public void NothingIsProvedAcrossARestart()
    {
        Assert.AreEqual(VerdictState.Unknown, Between(Heartbeat(0, 60_000, boot: 1), Heartbeat(30_000, 90_000, boot: 2), 30_000));
    }

    [TestMethod]
    [DataRow(2000, VerdictState.Protected)]
    [DataRow(2001, VerdictState.Unknown)]
    [DataRow(-2000, VerdictState.Protected)]
    [DataRow(-2001, VerdictState.Unknown)]
    public void NothingIsProvedAcrossAStepOfTheClock(int stepMs, VerdictState expected)
    {
        Assert.AreEqual(expected, Between(Heartbeat(0, 0), Heartbeat(30_000 + stepMs, 30_000), 30_000 + stepMs));
    }

    [TestMethod]
    public void NothingIsProvedWhileTheTimeIsNotKnown()
    {
        Assert.AreEqual(VerdictState.Unknown, Between(Heartbeat(0, 0) with { Time = default }, Heartbeat(30_000, 30_000), 30_000));
        Assert.AreEqual(VerdictState.Unknown, Between(Heartbeat(0, 0), Heartbeat(30_000, 30_000) with { Time = default }, 30_000));
    }

    [TestMethod]
    [DataRow("day", "full", VerdictState.Protected)]
    [DataRow("full", "full", VerdictState.Protected)]
    [DataRow("day", "test", VerdictState.NotProtected)]
    [DataRow("test", "day", VerdictState.NotProtected)]
    [DataRow("none", "none", VerdictState.NotProtected)]
    public void BothEndsMustBeProtected(string first, string second, VerdictState expected)
    {
        Assert.AreEqual(expected, Between(Heartbeat(0, 0), Heartbeat(30_000, 30_000), 30_000, first, second));
    }

    private static VerdictState Between(
        VerifiedRecord first,
        VerifiedRecord second,
        long gapMs,
        string firstProtection = "day",
        string secondProtection = "day")
    {
        ProtectionTimeline timeline = new();
        HeartbeatEvidence evidence = new(timeline);
        evidence.Add(first, firstProtection, IntervalS);
        evidence.Add(second, secondProtection, IntervalS);
        return timeline.Query(StartMs, StartMs + gapMs).Single().Verdict.State;
    }

    private static VerifiedRecord Heartbeat(long atMs, long upMs, long boot = 1)
    {
        ClockReading time = ClockReading.At(StartMs + atMs, 0, ClockQuality.Sync);
        return new VerifiedRecord("410481001-0007-01", RecordKind.Heartbeat, boot, 0, 1, time, upMs, [], default);
    }
}
