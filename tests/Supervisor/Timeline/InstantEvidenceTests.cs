using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: a verdict on an instant is traced to the records that say so.</summary>
[TestClass]
public sealed class InstantEvidenceTests
{
    [TestMethod]
    public void AFaultIsShownByTheRecordOfTheZoneAndTheSpanThatSaysItLasted()
    {
        EvidenceBench bench = new();
        VerifiedRecord cut = bench.Journal(60_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Span(0, 60_000);
        VerifiedRecord span = bench.Span(60_000, 1_200_000, "zone_fault:smoke");
        bench.ProveClock();

        InstantEvidence evidence = At(bench, 600_000);

        Assert.AreEqual(VerdictState.NotProtected, evidence.Verdict.State);
        CollectionAssert.AreEqual(new[] { "zone_fault:smoke" }, evidence.Verdict.Reasons.ToArray());
        Assert.AreEqual($"Cause {cut.Sequence}, Span {span.Sequence}", Describe(evidence));
    }

    [TestMethod]
    public void TheNewestFactBeforeTheInstantIsTheCause()
    {
        EvidenceBench bench = new();
        bench.Journal(10_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Journal(20_000, node => node.Zone("smoke", "smoke", "normal"));
        VerifiedRecord shorted = bench.Journal(60_000, node => node.Zone("smoke", "smoke", "short"));
        VerifiedRecord span = bench.Span(60_000, 1_200_000, "zone_fault:smoke");
        bench.Journal(1_200_000, node => node.Zone("smoke", "smoke", "normal"));
        bench.ProveClock();

        Assert.AreEqual($"Cause {shorted.Sequence}, Span {span.Sequence}", Describe(At(bench, 600_000)));
    }

    [TestMethod]
    public void BetweenTwoHeartbeatsBothAreShown()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.Beat(31_000);
        bench.Beat(61_000);

        InstantEvidence evidence = At(bench, 40_000);

        Assert.AreEqual(VerdictState.Protected, evidence.Verdict.State);
        Assert.AreEqual("Heartbeat 2, Heartbeat 3", Describe(evidence));
    }

    [TestMethod]
    public void WhereNothingIsKnownTheNeighboursAreShown()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.Beat(31_000);
        VerifiedRecord after = bench.Journal(900_000, node => node.Door("gate", isOpen: true));

        InstantEvidence evidence = At(bench, 600_000);

        Assert.AreEqual(VerdictState.Unknown, evidence.Verdict.State);
        Assert.AreEqual($"LastBefore 2, FirstAfter {after.Sequence}", Describe(evidence));
    }

    [TestMethod]
    public void AClaimThatItsOwnRecordContradictsShowsThatRecord()
    {
        EvidenceBench bench = new();
        VerifiedRecord lifted = bench.Journal(10_000, node => node.Zone("lid", "tamper", "active"));
        VerifiedRecord claim = bench.Span(0, 1_200_000);
        bench.ProveClock();

        InstantEvidence evidence = At(bench, 600_000);

        CollectionAssert.AreEqual(new[] { "contradicted", "tamper:lid" }, evidence.Verdict.Reasons.ToArray());
        Assert.AreEqual($"Cause {lifted.Sequence}, Span {claim.Sequence}", Describe(evidence));
    }

    [TestMethod]
    public void ABypassIsShownByTheRecordThatMadeIt()
    {
        EvidenceBench bench = new();
        VerifiedRecord bypass = bench.Journal(10_000, node => node.Protection("day", "day", "smoke"));
        VerifiedRecord span = bench.Span(10_000, 1_200_000, "zone_bypassed:smoke");
        bench.ProveClock();

        Assert.AreEqual($"Cause {bypass.Sequence}, Span {span.Sequence}", Describe(At(bench, 600_000)));
    }

    [TestMethod]
    public void TheVerdictIsThatOfTheTimelineAtEveryInstant()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.Beat(31_000);
        bench.Journal(60_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Span(0, 60_000);
        bench.Span(60_000, 90_000, "zone_fault:smoke");
        bench.Journal(90_000, node => node.Zone("smoke", "smoke", "normal"));
        bench.Beat(91_000);
        bench.Restart();
        bench.ProveClock();

        for (long upMs = 0; upMs < 120_000; upMs += 500)
        {
            long atMs = EvidenceBench.BootedMs + upMs;
            Assert.IsTrue(bench.Timeline.Query(atMs, atMs + 1)[0].Verdict.IsSameAs(At(bench, upMs).Verdict), $"at {upMs}");
        }
    }

    [TestMethod]
    public void AStretchIsGivenAsFarAsADayAround()
    {
        EvidenceBench bench = new();
        bench.Span(0, 60_000);
        bench.ProveClock();

        TimelineSegment[] segments = [.. At(bench, 30_000).Segments];

        Assert.AreEqual(EvidenceBench.BootedMs + 30_000 - InstantEvidence.AroundMs, segments[0].FromMs);
        Assert.AreEqual(EvidenceBench.BootedMs + 30_000 + InstantEvidence.AroundMs, segments[^1].ToMs);
        Assert.IsTrue(segments.Any(segment => segment.FromMs == EvidenceBench.BootedMs && segment.LengthMs == 60_000));
    }

    private static InstantEvidence At(EvidenceBench bench, long upMs)
    {
        return InstantEvidence.Of(bench.Ledger, bench.Node.Id.Value, EvidenceBench.BootedMs + upMs);
    }

    /// <summary>Roles with numbers: of heartbeats their own.</summary>
    private static string Describe(InstantEvidence evidence)
    {
        return string.Join(", ", evidence.Items.Select(item =>
            $"{item.Role} {(item.Record.Kind == RecordKind.Heartbeat ? item.Record.Heartbeat : item.Record.Sequence)}"));
    }
}
