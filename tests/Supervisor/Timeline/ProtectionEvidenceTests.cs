using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: what spans and heartbeats prove, and what they do not.</summary>
[TestClass]
public sealed class ProtectionEvidenceTests
{
    [TestMethod]
    [DataRow(30_000, "protected")]
    [DataRow(90_000, "protected")]
    [DataRow(90_001, "unknown")]
    public void AHeartbeatVouchesBackForThreeIntervals(long gapMs, string expected)
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.Beat(1000 + gapMs);

        Assert.AreEqual($"1000-{1000 + gapMs} {expected}", bench.Describe(1000, 1000 + gapMs));
    }

    [TestMethod]
    public void OneHeartbeatAloneProvesNothing()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);

        Assert.AreEqual("0-2000 unknown", bench.Describe(0, 2000));
    }

    [TestMethod]
    public void NothingIsProvedAcrossARestart()
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.Restart();
        bench.Beat(31_000);

        Assert.AreEqual("0-31000 unknown", bench.Describe(0, 31_000));
    }

    [TestMethod]
    [DataRow(2000, true)]
    [DataRow(2001, false)]
    [DataRow(-2000, true)]
    [DataRow(-2001, false)]
    public void NothingIsProvedBetweenHeartbeatsAcrossAStepOfTheClock(long stepMs, bool isProved)
    {
        EvidenceBench bench = new();
        bench.Beat(1000);
        bench.ClockAheadMs = stepMs;
        bench.Beat(31_000);

        Assert.AreEqual(isProved, bench.Timeline.FirstMs != long.MaxValue);
    }

    [TestMethod]
    public void ASpanIsExactToTheMillisecond()
    {
        EvidenceBench bench = new();
        bench.Span(0, 12_345);
        bench.Span(12_345, 12_399, "zone_fault:smoke");
        bench.ProveClock();

        Assert.AreEqual(
            "0-12345 protected, 12345-12399 not (zone_fault:smoke), 12399-20000 unknown",
            bench.Describe(0, 20_000));
    }

    [TestMethod]
    public void BetweenHeartbeatsThatDifferTheSpanDecides()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000);
        bench.Journal(17_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Span(0, 17_000);
        bench.Beat(40_000, "zone_fault:smoke");
        bench.Beat(70_000, "zone_fault:smoke");

        Assert.AreEqual("0-17000 protected, 17000-70000 not (zone_fault:smoke)", bench.Describe(0, 70_000));
    }

    [TestMethod]
    public void HeartbeatsThatDifferWithoutASpanProveNothing()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000);
        bench.Beat(40_000, "zone_fault:smoke");

        Assert.AreEqual("0-40000 unknown", bench.Describe(0, 40_000));
    }

    [TestMethod]
    public void AShortTroubleBetweenTwoGoodHeartbeatsIsSeen()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000);
        bench.Journal(17_000, node => node.Protection("day", "day", "gate"));
        bench.Span(0, 17_000);
        bench.Journal(19_000, node => node.Protection("day", "day"));
        bench.Span(17_000, 19_000, "zone_bypassed:gate");
        bench.Beat(40_000);

        Assert.AreEqual(
            "0-17000 protected, 17000-19000 not (zone_bypassed:gate), 19000-40000 protected", bench.Describe(0, 40_000));
    }

    [TestMethod]
    public void AHeartbeatProvesNothingUntilTheRecordsItVouchesForHaveCome()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000);
        VerifiedRecord[] late =
        [
            bench.Hear(17_000, bench.Node.Topics.Journal, node => node.Span(0, 17_000, bench.TimeAt(17_000))),
            bench.Hear(19_000, bench.Node.Topics.Journal, node => node.Span(17_000, 19_000, bench.TimeAt(19_000), null, "protection_test")),
        ];
        bench.Beat(40_000);
        Assert.AreEqual("0-40000 unknown", bench.Describe(0, 40_000));

        bench.Add(late[0]);
        Assert.AreEqual("0-40000 unknown", bench.Describe(0, 40_000));
        bench.Add(late[1]);

        Assert.AreEqual(
            "0-17000 protected, 17000-19000 not (protection_test), 19000-40000 protected", bench.Describe(0, 40_000));
    }

    [TestMethod]
    [DataRow("cut", "contradicted zone_fault:smoke")]
    [DataRow("short", "contradicted zone_fault:smoke")]
    [DataRow("drift", "contradicted zone_fault:smoke")]
    [DataRow("silent", "contradicted zone_fault:smoke")]
    [DataRow("active", "")]
    public void ASpanThatClaimsProtectionAgainstTheNodesOwnRecordsIsContradicted(string state, string reasons)
    {
        EvidenceBench bench = new();
        bench.Journal(10_000, node => node.Zone("smoke", "smoke", state));
        bench.Journal(30_000, node => node.Zone("smoke", "smoke", "normal"));
        bench.Span(0, 60_000);
        bench.ProveClock();

        string expected = reasons.Length == 0
            ? "0-60000 protected"
            : $"0-10000 protected, 10000-30000 not ({reasons}), 30000-60000 protected";
        Assert.AreEqual(expected, bench.Describe(0, 60_000));
    }

    [TestMethod]
    public void EveryFactThatSpeaksAgainstProtectionContradicts()
    {
        EvidenceBench bench = new();
        bench.Journal(10_000, node => node.Zone("lid", "tamper", "active"));
        bench.Journal(20_000, node => node.Zone("lid", "tamper", "normal"));
        bench.Journal(20_000, node => node.Fault("siren_circuit", hasBegun: true));
        bench.Journal(30_000, node => node.Fault("siren_circuit", hasBegun: false));
        bench.Journal(30_000, node => node.Fault("battery_exhausted", hasBegun: true));
        bench.Journal(40_000, node => node.Fault("battery_exhausted", hasBegun: false));
        bench.Journal(40_000, node => node.Protection("day", "day", "gate"));
        bench.Journal(50_000, node => node.Protection("day", "test"));
        bench.Journal(60_000, node => node.Protection("test", "full"));
        bench.Journal(60_000, node => node.Fault("mains", hasBegun: true));
        bench.Journal(60_000, node => node.Zone("gate", "door", "cut"));
        bench.Span(0, 70_000);
        bench.ProveClock();

        Assert.AreEqual(
            "0-10000 protected, 10000-20000 not (contradicted tamper:lid), 20000-30000 not (contradicted siren_circuit), "
            + "30000-40000 not (contradicted supply_exhausted), 40000-50000 not (contradicted zone_bypassed:gate), "
            + "50000-60000 not (contradicted protection_test), 60000-70000 protected",
            bench.Describe(0, 70_000));
    }

    [TestMethod]
    [DataRow(1000, "0-20000 protected")]
    [DataRow(1001, "0-10000 protected, 10000-11001 not (contradicted zone_fault:smoke), 11001-20000 protected")]
    public void ARecordAndAClaimOfOneStepDoNotContradictEachOther(long lengthMs, string expected)
    {
        EvidenceBench bench = new();
        bench.Journal(10_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Journal(10_000 + lengthMs, node => node.Zone("smoke", "smoke", "normal"));
        bench.Span(0, 20_000);
        bench.ProveClock();

        Assert.AreEqual(expected, bench.Describe(0, 20_000));
    }

    [TestMethod]
    public void AHeartbeatThatContradictsItselfIsNoProtection()
    {
        TestNode.Saying saying = new() { Faults = ["cut:smoke", "siren_circuit"], Bypassed = ["gate"], Active = ["lid"] };
        EvidenceBench bench = new();
        bench.Beat(10_000, saying);
        bench.Beat(40_000, saying);

        Assert.AreEqual(
            "10000-40000 not (contradicted siren_circuit tamper:lid zone_bypassed:gate zone_fault:smoke)",
            bench.Describe(10_000, 40_000));
    }

    [TestMethod]
    public void AFactIsForgottenWithTheRecordsThatMayHaveEndedIt()
    {
        EvidenceBench bench = new();
        bench.Journal(10_000, node => node.Zone("smoke", "smoke", "cut"));
        bench.Hear(20_000, bench.Node.Topics.Journal, node => node.Zone("smoke", "smoke", "normal"));
        bench.Span(0, 60_000);
        bench.ProveClock();

        Assert.AreEqual("0-60000 protected", bench.Describe(0, 60_000));
    }

    [TestMethod]
    public void ASpanOfTheBootBeforeFillsWhatThePowerCutLeftOpen()
    {
        EvidenceBench bench = new();
        bench.Span(0, 10_000);
        bench.Restart();
        bench.Journal(500, node => node.Started(("smoke", "smoke")));
        VerifiedRecord saved = bench.Hear(
            500, bench.Node.Topics.Journal, node => node.Span(10_000, 40_000, EvidenceBench.BootedMs + 40_000, ofBoot: 1));
        bench.Add(saved, receivedUpMs: 41_000);
        bench.ProveClock();

        Assert.AreEqual("0-40000 protected, 40000-50000 unknown", bench.Describe(0, 50_000));
    }

    [TestMethod]
    public void EvidenceFromBeforeTheTimeWasKnownIsDatedOnceItIs()
    {
        EvidenceBench bench = new(isTimeKnown: false);
        bench.Span(0, 10_000);
        bench.Beat(20_000);
        bench.Beat(50_000);
        Assert.AreEqual("0-90000 unknown", bench.Describe(0, 90_000));

        bench.IsTimeKnown = true;
        bench.Beat(80_000);
        bench.Beat(110_000);

        Assert.AreEqual("0-10000 protected, 10000-20000 unknown, 20000-110000 protected, 110000-120000 unknown", bench.Describe(0, 120_000));
    }

    [TestMethod]
    public void EvidenceOfABootThatNeverKnewTheTimeStaysUnknown()
    {
        EvidenceBench bench = new(isTimeKnown: false);
        bench.Span(0, 10_000);
        bench.Restart();
        bench.IsTimeKnown = true;
        bench.Beat(20_000);

        Assert.AreEqual(long.MaxValue, bench.Timeline.FirstMs);
    }

    [TestMethod]
    public void ATimeThatHasNotComeProvesNothing()
    {
        EvidenceBench bench = new();
        bench.Journal(0, node => node.Span(0, 10_000, EvidenceBench.BootedMs + 3_600_000));

        Assert.AreEqual(long.MaxValue, bench.Timeline.FirstMs);
    }

    [TestMethod]
    public void HowJournalAndHeartbeatsMixMakesNoDifference()
    {
        Random random = new(20260302);
        int provedCount = 0;
        for (int run = 0; run < 200; run++)
        {
            EvidenceDay day = EvidenceDay.Make(random);
            string expected = Replay([.. day.Journal, .. day.Beats]);
            provedCount += expected.Contains(" protected", StringComparison.Ordinal) ? 1 : 0;
            for (int mix = 0; mix < 5; mix++)
            {
                Assert.AreEqual(expected, Replay(Mix(day.Journal, day.Beats, random)), $"run {run}");
            }
        }

        Assert.IsGreaterThan(150, provedCount);
    }

    private static IEnumerable<VerifiedRecord> Mix(IReadOnlyList<VerifiedRecord> journal, IReadOnlyList<VerifiedRecord> beats, Random random)
    {
        for ((int i, int j) = (0, 0); i < journal.Count || j < beats.Count;)
        {
            bool isJournal = j == beats.Count || (i < journal.Count && random.Next(2) == 0);
            yield return isJournal ? journal[i++] : beats[j++];
        }
    }

    private static string Replay(IEnumerable<VerifiedRecord> records)
    {
        return EvidenceBench.Describe(EvidenceDay.Play(records), 0, EvidenceDay.LengthMs);
    }
}
