using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A few minutes of a node that tells the truth, with trouble now and then and a time that is learnt late.</summary>
/// <param name="Journal">Its records.</param>
/// <param name="Beats">Its heartbeats.</param>
/// <param name="Troubles">The times, milliseconds since its boot, in which it did not protect.</param>
internal sealed record EvidenceDay(
    IReadOnlyList<VerifiedRecord> Journal, IReadOnlyList<VerifiedRecord> Beats, IReadOnlyList<(long FromUpMs, long ToUpMs)> Troubles)
{
    public const long LengthMs = 400_000;

    public static EvidenceDay Make(Random random)
    {
        EvidenceBench bench = new(isTimeKnown: random.Next(3) > 0);
        List<VerifiedRecord> journal = [bench.Hear(1, bench.Node.Topics.Journal, node => node.Started(("smoke", "smoke")))];
        List<VerifiedRecord> beats = [];
        List<(long FromUpMs, long ToUpMs)> troubles = [];
        (long spanUpMs, bool isGood) = (1, true);
        for (long upMs = 2000; upMs < LengthMs; upMs += random.Next(1500, 20_000))
        {
            bench.IsTimeKnown |= random.Next(10) == 0;
            string[] reasons = isGood ? [] : ["zone_fault:smoke"];
            switch (random.Next(4))
            {
                case 0:
                    string state = isGood ? "cut" : "normal";
                    journal.Add(bench.Hear(upMs, bench.Node.Topics.Journal, node => node.Zone("smoke", "smoke", state)));
                    long fromUpMs = spanUpMs;
                    journal.Add(bench.Hear(upMs, bench.Node.Topics.Journal, node => node.Span(fromUpMs, upMs, bench.TimeAt(upMs), null, reasons)));
                    troubles.AddRange(isGood ? [] : [(spanUpMs, upMs)]);
                    (spanUpMs, isGood) = (upMs, !isGood);
                    break;
                case 1:
                    journal.Add(bench.Hear(upMs, bench.Node.Topics.Journal, node => node.Door("gate", isOpen: true)));
                    break;
                default:
                    TestNode.Saying saying = new() { Reasons = reasons };
                    beats.Add(bench.Hear(upMs, bench.Node.Topics.State, node => node.Heartbeat(saying)));
                    break;
            }
        }

        return new EvidenceDay(journal, beats, troubles);
    }

    /// <summary>What the supervisor makes of records that arrive in this order, at once.</summary>
    public static ProtectionTimeline Play(IEnumerable<VerifiedRecord> records)
    {
        ProtectionTimeline timeline = new();
        ProtectionEvidence evidence = new(timeline);
        foreach (VerifiedRecord record in records)
        {
            evidence.Add(record, EvidenceBench.BootedMs + record.UpMs);
        }

        return timeline;
    }
}
