using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A node that speaks, and the timeline that its evidence makes. Times are milliseconds since its boot.</summary>
internal sealed class EvidenceBench
{
    /// <summary>When the boot was: 2026-03-02 08:00 in China.</summary>
    public const long BootedMs = 1_772_409_600_000;

    private readonly Bench _bench;
    private readonly ProtectionEvidence _evidence;
    private readonly List<LedgerEntry> _entries = [];

    public EvidenceBench(bool isTimeKnown = true)
    {
        Node = new TestNode();
        _bench = new Bench(Node);
        _evidence = new ProtectionEvidence(Timeline);
        IsTimeKnown = isTimeKnown;
        Journal(0, node => node.Started(("gate", "door"), ("smoke", "smoke"), ("lid", "tamper")));
    }

    public TestNode Node { get; private set; }

    /// <summary>A ledger of all that has arrived.</summary>
    public MemoryLedger Ledger
    {
        get
        {
            MemoryLedger ledger = new();
            ledger.Commit(new LedgerBatch(_entries, [], []));
            return ledger;
        }
    }

    public ProtectionTimeline Timeline { get; } = new();

    public bool IsTimeKnown { get; set; }

    /// <summary>How far the node's clock runs ahead of the truth, in milliseconds.</summary>
    public long ClockAheadMs { get; set; }

    public void Restart()
    {
        Node = Node.Successor(boot: Node.Boot + 1);
    }

    /// <summary>Time of day on the node at a time since the boot; 0 where it is not known.</summary>
    public long TimeAt(long upMs)
    {
        return IsTimeKnown ? BootedMs + upMs + ClockAheadMs : 0;
    }

    public VerifiedRecord Journal(long upMs, Func<TestNode, byte[]> say)
    {
        return Add(Hear(upMs, Node.Topics.Journal, say));
    }

    public VerifiedRecord Beat(long upMs, TestNode.Saying? saying = null)
    {
        return Add(Hear(upMs, Node.Topics.State, node => node.Heartbeat(saying ?? new TestNode.Saying())));
    }

    public VerifiedRecord Beat(long upMs, params string[] reasons)
    {
        return Beat(upMs, new TestNode.Saying { Reasons = reasons });
    }

    public VerifiedRecord Span(long fromUpMs, long toUpMs, params string[] reasons)
    {
        return Journal(toUpMs, node => node.Span(fromUpMs, toUpMs, TimeAt(toUpMs), null, reasons));
    }

    /// <summary>Lets the node say something that does not arrive yet.</summary>
    public VerifiedRecord Hear(long upMs, string topic, Func<TestNode, byte[]> say)
    {
        Node.UpMs = upMs;
        Node.Time = IsTimeKnown ? ClockReading.At(TimeAt(upMs), 40, ClockQuality.Sync) : default;
        return _bench.Accept(topic, say(Node));
    }

    /// <summary>Lets it arrive, a second after it was made if nothing else is said.</summary>
    public VerifiedRecord Add(VerifiedRecord record, long? receivedUpMs = null)
    {
        LedgerEntry entry = new(record, BootedMs + (receivedUpMs ?? (record.UpMs + 1000)));
        _entries.Add(entry);
        _evidence.Add(record, entry.ReceivedMs);
        return record;
    }

    /// <summary>Two heartbeats that come in time, an hour after the boot: what they say does not matter.</summary>
    public void ProveClock()
    {
        Beat(3_600_000);
        Beat(3_630_000);
    }

    /// <summary>The verdicts from one time since the boot to another, e.g. <c>0-30000 protected, 30000-60000 unknown</c>.</summary>
    public string Describe(long fromUpMs, long toUpMs)
    {
        return Describe(Timeline, fromUpMs, toUpMs);
    }

    public static string Describe(ProtectionTimeline timeline, long fromUpMs, long toUpMs)
    {
        return string.Join(", ", timeline.Query(BootedMs + fromUpMs, BootedMs + toUpMs).Select(segment =>
        {
            string state = segment.Verdict.State switch
            {
                VerdictState.Protected => "protected",
                VerdictState.Unknown => "unknown",
                VerdictState.NotProtected => "not (" + string.Join(' ', segment.Verdict.Reasons) + ")",
                _ => throw new InvalidOperationException(),
            };
            return $"{segment.FromMs - BootedMs}-{segment.ToMs - BootedMs} {state}";
        }));
    }
}
