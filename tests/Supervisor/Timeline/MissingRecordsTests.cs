using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: what heartbeats prove where records of the journal are missing.</summary>
[TestClass]
public sealed class MissingRecordsTests
{
    [TestMethod]
    public void WhatIsMissingMayHaveBeenTheChangeThatAHeartbeatIsTheFirstToTell()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000, "zone_fault:smoke");
        bench.Span(0, 17_000, "zone_bypassed:gate", "zone_fault:smoke");
        bench.Hear(28_000, bench.Node.Topics.Journal, node => node.Span(17_000, 28_000, bench.TimeAt(28_000), null, "zone_fault:smoke"));
        bench.Journal(30_000, node => node.Door("gate", isOpen: true));
        bench.Beat(40_000);
        bench.Beat(70_000);

        Assert.AreEqual("17000-30000 unknown, 30000-70000 protected", bench.Describe(17_000, 70_000));
    }

    [TestMethod]
    public void WhatIsMissingBetweenTwoHeartbeatsThatSayTheSameMayHaveBeenAShortTrouble()
    {
        EvidenceBench bench = new();
        bench.Beat(10_000);
        bench.Hear(17_000, bench.Node.Topics.Journal, node => node.Span(0, 17_000, bench.TimeAt(17_000)));
        bench.Hear(19_000, bench.Node.Topics.Journal, node => node.Span(17_000, 19_000, bench.TimeAt(19_000), null, "protection_test"));
        bench.Beat(40_000);
        bench.Journal(50_000, node => node.Door("gate", isOpen: true));
        bench.Beat(70_000);
        bench.Beat(100_000);

        Assert.AreEqual("10000-40000 unknown, 40000-100000 protected", bench.Describe(10_000, 100_000));
    }

    [TestMethod]
    public void HoweverManyGapsThereAreNoHeartbeatVouchesAcrossOne()
    {
        EvidenceBench bench = new();
        List<VerifiedRecord> beats = [bench.Hear(1, bench.Node.Topics.State, node => node.Heartbeat())];
        for (int gap = 0; gap < 1100; gap++)
        {
            bench.Hear(2 + gap, bench.Node.Topics.Journal, node => node.Door("gate", isOpen: true));
            bench.Journal(2 + gap, node => node.Door("gate", isOpen: false));
            if (gap == 0)
            {
                beats.Add(bench.Hear(2, bench.Node.Topics.State, node => node.Heartbeat()));
            }
        }

        beats.ForEach(beat => bench.Add(beat));
        bench.Beat(30_000);
        bench.Beat(60_000);

        Assert.AreEqual("0-1101 unknown, 1101-60000 protected", bench.Describe(0, 60_000));
    }

    [TestMethod]
    public void WhateverIsMissingNoTroubleIsCalledProtection()
    {
        Random random = new(20260303);
        int provedCount = 0;
        for (int run = 0; run < 300; run++)
        {
            EvidenceDay day = EvidenceDay.Make(random);
            ProtectionTimeline timeline = EvidenceDay.Play([.. day.Journal.Where(_ => random.Next(4) > 0), .. day.Beats]);
            provedCount += EvidenceBench.Describe(timeline, 0, EvidenceDay.LengthMs).Contains(" protected", StringComparison.Ordinal) ? 1 : 0;
            foreach ((long fromUpMs, long toUpMs) in day.Troubles)
            {
                string said = EvidenceBench.Describe(timeline, fromUpMs, toUpMs);
                Assert.DoesNotContain(" protected", said, $"run {run}");
            }
        }

        Assert.IsGreaterThan(200, provedCount);
    }
}
