using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: every instant is protected, not protected or unknown, and silence is never protection.</summary>
[TestClass]
public sealed class ProtectionTimelineTests
{
    private const int Seed = 20260302;

    private static readonly Verdict Protected = new(VerdictState.Protected, []);

    [TestMethod]
    public void NothingIsKnownBeforeThereIsEvidence()
    {
        TimelineSegment segment = new ProtectionTimeline().Query(0, 1000).Single();

        Assert.AreEqual(VerdictState.Unknown, segment.Verdict.State);
        Assert.AreEqual(1000, segment.LengthMs);
    }

    [TestMethod]
    public void EvidenceCoversItsFirstInstantAndNotItsEnd()
    {
        ProtectionTimeline timeline = new();
        timeline.Add(100, 200, Protected);

        string states = string.Join(' ', timeline.Query(99, 201).Select(Describe));

        Assert.AreEqual("99-100:Unknown 100-200:Protected 200-201:Unknown", states);
    }

    [TestMethod]
    public void NotProtectedPrevailsWhicheverComesFirst()
    {
        ProtectionTimeline early = new();
        early.Add(0, 100, NotProtected("test"));
        early.Add(0, 100, Protected);
        ProtectionTimeline late = new();
        late.Add(0, 100, Protected);
        late.Add(0, 100, NotProtected("test"));

        Assert.AreEqual("0-100:NotProtected(test)", Describe(early.Query(0, 100).Single()));
        Assert.AreEqual("0-100:NotProtected(test)", Describe(late.Query(0, 100).Single()));
    }

    [TestMethod]
    public void TheSameEvidenceTwiceChangesNothing()
    {
        ProtectionTimeline timeline = new();

        Assert.IsTrue(timeline.Add(0, 100, Protected));
        Assert.IsFalse(timeline.Add(0, 100, Protected));
        Assert.IsFalse(timeline.Add(20, 50, Protected));
        Assert.IsFalse(timeline.Add(50, 50, Protected));
    }

    [TestMethod]
    public void SilenceIsNoEvidence()
    {
        ProtectionTimeline timeline = new();

        Assert.ThrowsExactly<ArgumentException>(() => timeline.Add(0, 100, ProtectionTimeline.Unknown));
        Assert.ThrowsExactly<ArgumentException>(() => timeline.Add(100, 99, Protected));
    }

    [TestMethod]
    public void AgreesWithAModelThatKeepsEveryInstantApart()
    {
        Random random = new(Seed);
        for (int run = 0; run < 300; run++)
        {
            ProtectionTimeline timeline = new();
            SortedSet<string>?[] model = new SortedSet<string>?[60];
            for (int step = 0; step < 12; step++)
            {
                int from = random.Next(model.Length);
                int to = random.Next(from, model.Length + 1);
                Verdict verdict = random.Next(2) == 0 ? Protected : NotProtected("r" + random.Next(3));
                timeline.Add(from, to, verdict);
                for (int at = from; at < to; at++)
                {
                    (model[at] ??= new SortedSet<string>(StringComparer.Ordinal)).UnionWith(verdict.Reasons);
                }
            }

            IReadOnlyList<TimelineSegment> segments = timeline.Query(0, model.Length);
            Assert.AreEqual(string.Join(' ', Enumerable.Range(0, model.Length).Select(at => DescribeModel(model[at]))), string.Join(' ', Spread(segments)), $"run {run}");
            Assert.IsTrue(segments.Zip(segments.Skip(1)).All(pair => pair.First.ToMs == pair.Second.FromMs));
            Assert.IsTrue(segments.Zip(segments.Skip(1)).All(pair => DescribeVerdict(pair.First.Verdict) != DescribeVerdict(pair.Second.Verdict)), "neighbours differ");
        }
    }

    [TestMethod]
    public void AFacilityIsAsItsWorstNode()
    {
        ProtectionTimeline gate = new();
        gate.Add(0, 100, Protected);
        ProtectionTimeline hall = new();
        hall.Add(0, 40, Protected);
        hall.Add(60, 80, NotProtected("protection_test"));
        hall.Add(80, 100, Protected);

        IReadOnlyList<TimelineSegment> segments = FacilityTimeline.Query(
            [KeyValuePair.Create("a", gate), KeyValuePair.Create("b", hall)], 0, 100);

        Assert.AreEqual(
            "0-40:Protected 40-60:Unknown(no_evidence:b) 60-80:NotProtected(protection_test:b) 80-100:Protected",
            string.Join(' ', segments.Select(segment => $"{segment.FromMs}-{segment.ToMs}:{DescribeVerdict(segment.Verdict, true)}")));
    }

    private static Verdict NotProtected(string reason)
    {
        return new Verdict(VerdictState.NotProtected, [reason]);
    }

    private static IEnumerable<string> Spread(IReadOnlyList<TimelineSegment> segments)
    {
        return segments.SelectMany(segment => Enumerable.Repeat(DescribeVerdict(segment.Verdict), (int)segment.LengthMs));
    }

    private static string DescribeModel(SortedSet<string>? reasons)
    {
        return reasons is null ? "Unknown"
            : reasons.Count == 0 ? "Protected"
            : $"NotProtected({string.Join(',', reasons)})";
    }

    private static string Describe(TimelineSegment segment)
    {
        return $"{segment.FromMs}-{segment.ToMs}:{DescribeVerdict(segment.Verdict)}";
    }

    private static string DescribeVerdict(Verdict verdict, bool withUnknownReasons = false)
    {
        bool isPlain = verdict.Reasons.Count == 0 || (verdict.State == VerdictState.Unknown && !withUnknownReasons);
        return isPlain ? verdict.State.ToString() : $"{verdict.State}({string.Join(',', verdict.Reasons)})";
    }
}
