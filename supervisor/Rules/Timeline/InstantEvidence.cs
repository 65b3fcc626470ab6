using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// The verdict on one node at one instant, and the records in the ledger that say so. The ledger is read anew by the very rules that made the
/// verdict, so that it also speaks of a time that nobody holds in memory any more.
/// </summary>
/// <param name="Segments">The verdicts on a day before the instant and a day after it, without gap.</param>
/// <param name="Verdict">The verdict at the instant.</param>
/// <param name="Items">What says so: causes first.</param>
public sealed record InstantEvidence(
    IReadOnlyList<TimelineSegment> Segments, Verdict Verdict, IReadOnlyList<EvidenceItem> Items)
{
    /// <summary>How far around the instant is looked, in milliseconds: one day.</summary>
    public const long AroundMs = 24L * 3600 * 1000;

    /// <summary>Reads the ledger about an instant.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="node">The node.</param>
    /// <param name="atMs">The instant, milliseconds since 1970 UTC.</param>
    public static InstantEvidence Of(ILedger ledger, string node, long atMs)
    {
        ProtectionTimeline timeline = new();
        EvidenceWitness witness = new(atMs);
        ProtectionEvidence evidence = new(timeline, witness);
        Reading reading = new(atMs);
        foreach (LedgerEntry entry in ledger.ReadRecords(node, ledger.FindStart(node, atMs - AroundMs)))
        {
            evidence.Add(entry.Record, entry.ReceivedMs);
            reading.Note(entry);
        }

        // Later heartbeats matter only while nothing is known: they may prove the clock of the boot.
        foreach (LedgerEntry entry in ledger.ReadHeartbeats(node, atMs - AroundMs))
        {
            if (entry.ReceivedMs >= atMs + AroundMs && VerdictAt(timeline, atMs).State != VerdictState.Unknown)
            {
                break;
            }

            evidence.Add(entry.Record, entry.ReceivedMs);
            reading.Note(entry);
        }

        Verdict verdict = VerdictAt(timeline, atMs);
        return new InstantEvidence(
            timeline.Query(atMs - AroundMs, atMs + AroundMs), verdict, [.. reading.ItemsOf(verdict, witness)]);
    }

    private static Verdict VerdictAt(ProtectionTimeline timeline, long atMs)
    {
        return timeline.Query(atMs, atMs + 1)[0].Verdict;
    }

    /// <summary>What was read: the facts that stand at the instant, and its neighbours.</summary>
    private sealed class Reading(long atMs)
    {
        private const string Protection = "protection";
        private const string ZonePrefix = "zone:";

        private readonly Dictionary<string, LedgerEntry> _facts = [];
        private readonly Dictionary<VerifiedRecord, long> _receivedMs = new(ReferenceEqualityComparer.Instance);
        private LedgerEntry? _before;
        private LedgerEntry? _after;

        public void Note(LedgerEntry entry)
        {
            VerifiedRecord record = entry.Record;
            long timeMs = entry.MadeMs;
            if (Math.Abs(timeMs - atMs) <= AroundMs || record.Kind == RecordKind.Span)
            {
                _receivedMs[record] = entry.ReceivedMs;
            }

            if (timeMs > atMs)
            {
                _after = _after is { } after && after.MadeMs <= timeMs ? after : entry;
                return;
            }

            _before = _before is { } before && before.MadeMs > timeMs ? before : entry;
            NoteFact(entry);
        }

        public IEnumerable<EvidenceItem> ItemsOf(Verdict verdict, EvidenceWitness witness)
        {
            if (verdict.State == VerdictState.Unknown)
            {
                return ItemsOf((EvidenceRole.LastBefore, _before), (EvidenceRole.FirstAfter, _after));
            }

            IEnumerable<(EvidenceRole Role, LedgerEntry? Entry)> causes = verdict.Reasons
                .Select(reason => (EvidenceRole.Cause, _facts.GetValueOrDefault(FactBehind(reason))));
            IEnumerable<(EvidenceRole Role, LedgerEntry? Entry)> proofs = witness.ProofsOf(verdict.State)
                .SelectMany(proof => proof.Records)
                .Select(record => (
                    record.Kind == RecordKind.Heartbeat ? EvidenceRole.Heartbeat : EvidenceRole.Span,
                    (LedgerEntry?)new LedgerEntry(record, _receivedMs.GetValueOrDefault(record))));
            return ItemsOf([.. causes, .. proofs.OrderBy(proof => proof.Role)]);
        }

        private static IEnumerable<EvidenceItem> ItemsOf(params (EvidenceRole Role, LedgerEntry? Entry)[] found)
        {
            return
                from one in found
                where one.Entry is not null
                group one by one.Entry.Record into same
                select new EvidenceItem(same.First().Role, same.Key, same.First().Entry!.ReceivedMs);
        }

        private void NoteFact(LedgerEntry entry)
        {
            switch (entry.Record.Content)
            {
                case RecordContent.Started:
                    _facts.Clear(); // What was seen before the start says nothing about now.
                    _facts[Protection] = entry;
                    break;
                case RecordContent.ProtectionChanged:
                    _facts[Protection] = entry;
                    break;
                case RecordContent.ZoneChanged zone:
                    _facts[ZonePrefix + zone.Zone] = entry;
                    break;
                case RecordContent.FaultChanged fault:
                    _facts[fault.Fault] = entry;
                    break;
                default:
                    break; // Everything else speaks of other things.
            }
        }

        /// <summary>Which fact a reason of <see cref="RecordedProtection"/> rests on.</summary>
        private static string FactBehind(string reason)
        {
            string[] parts = reason.Split(':');
            return parts[0] switch
            {
                "zone_fault" or "tamper" => ZonePrefix + parts[^1],
                "zone_bypassed" or "protection_none" or "protection_test" => Protection,
                "supply_exhausted" => "battery_exhausted",
                _ => parts[0],
            };
        }
    }
}
