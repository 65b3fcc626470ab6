using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The evidence of one boot of a node, in milliseconds since its start, and how it maps to the time of day.</summary>
/// <remarks>
/// A date is believed once the node's clock has proved right (<see cref="BootClock"/>). A stretch whose date
/// does not agree with that, or that has none, waits for the next proof and is dated by it; at the boot's end by the last. Where a boot
/// ends without proof, its word is taken if all its dates agree; where they do not, sources of time have contradicted each other, and nothing is placed.
/// </remarks>
/// <param name="timeline">Takes the verdicts.</param>
/// <param name="gaps">Where records of the node are missing.</param>
/// <param name="witness">Hears what they rest on, or null.</param>
internal sealed class BootEvidence(ProtectionTimeline timeline, JournalGaps gaps, EvidenceWitness? witness)
{
    /// <summary>
    /// A claim and a record that speak against each other for no longer than this are of one step of the node, in milliseconds.
    /// </summary>
    public const long ContradictionToleranceMs = 1000;

    /// <summary>Changes, ends of spans and stretches that wait to be placed that are kept; the oldest make room.</summary>
    public const int MaxKept = 4096;

    private readonly List<(long UpMs, IReadOnlyList<string> Reasons)> _reasons = [];
    private readonly List<(long UpMs, long? UnixMs)> _spanEnds = [];
    private readonly List<Stretch> _waiting = [];
    private readonly BootClock _clock = new();
    private IReadOnlyDictionary<string, string> _zoneTypes = new Dictionary<string, string>();
    private (VerifiedRecord Record, Verdict Claim)? _before;
    private long _startSequence;
    private long _lowestHead = long.MaxValue;
    private bool _isOver;

    /// <summary>
    /// Whether two lives of the node may have this boot count: a heartbeat was made before the boot record was durable. A flash that failed
    /// then may not have kept the count for the next start either, and what a clock proved of one life says nothing of the other.
    /// </summary>
    private bool MayBeTwo => _lowestHead < _startSequence;

    private long? BootedMs => MayBeTwo ? null : _clock.BootedMs;

    /// <summary>Notes the boot record: its number, and which zones it announced.</summary>
    public void Start(long sequence, IReadOnlyDictionary<string, string> zoneTypes)
    {
        (_startSequence, _zoneTypes) = (sequence, zoneTypes);
    }

    /// <summary>Looks at the date of a record of this boot.</summary>
    public void LookAtClock(VerifiedRecord record, long receivedMs)
    {
        _clock.Look(record, receivedMs);
        if (record.Kind != RecordKind.Heartbeat)
        {
            return;
        }

        _lowestHead = Math.Min(_lowestHead, record.Sequence);
        if (_clock.TryProve(record, receivedMs))
        {
            PlaceWaiting();
        }
    }

    /// <summary>A later boot is heard from: nothing more will be learnt of this one's clock.</summary>
    public void End()
    {
        if (!_isOver)
        {
            _isOver = true;
            PlaceByWord();
        }
    }

    /// <summary>Notes what speaks against protection from here on.</summary>
    public void NoteReasons(long upMs, IReadOnlyList<string> reasons)
    {
        if (_reasons.Count == 0 || !_reasons[^1].Reasons.SequenceEqual(reasons))
        {
            Keep(_reasons, (upMs, reasons));
        }
    }

    /// <summary>Takes in what a span says.</summary>
    /// <param name="record">The record.</param>
    /// <param name="span">What it says.</param>
    /// <param name="isOfItsOwnBoot">Whether it was written at its end; else after the next start, about what was saved before.</param>
    /// <param name="receivedMs">When it arrived.</param>
    public void AddSpan(VerifiedRecord record, RecordContent.Held span, bool isOfItsOwnBoot, long receivedMs)
    {
        long? toMs = span.ToUnixMs > 0 ? span.ToUnixMs : BootedMs + span.ToUpMs;
        long? fromMs = toMs - (span.ToUpMs - span.FromUpMs);
        if (_spanEnds.Count > 0 && _spanEnds[^1].UpMs == span.FromUpMs && IsNear(_spanEnds[^1].UnixMs, fromMs))
        {
            fromMs = _spanEnds[^1].UnixMs; // No gap for what is only a correction of the clock.
        }

        if (isOfItsOwnBoot)
        {
            Keep(_spanEnds, (span.ToUpMs, toMs));
        }

        Hold(new EvidenceProof(span.FromUpMs, span.ToUpMs, null, record), fromMs, toMs, span.Claim, receivedMs);
    }

    /// <summary>Takes in the next heartbeat; all records that it vouches for are known.</summary>
    /// <param name="heartbeat">The heartbeat.</param>
    /// <param name="beat">What it says.</param>
    /// <param name="receivedMs">When it arrived.</param>
    public void AddHeartbeat(VerifiedRecord heartbeat, RecordContent.Beat beat, long receivedMs)
    {
        Verdict claim = Check(beat.Claim, RecordedProtection.ReasonsOf(beat, zone => _zoneTypes.GetValueOrDefault(zone)));
        long longestMs = beat.IntervalS * 1000L * ProtectionRule.HeartbeatIntervalsValid;
        (VerifiedRecord Record, Verdict Claim)? before = _before;
        _before = (heartbeat, claim);
        if (before is not { } neighbour)
        {
            return;
        }

        long? beforeMs = TimeOf(neighbour.Record);
        long? toMs = TimeOf(heartbeat) ?? (MayBeTwo ? null : beforeMs + heartbeat.UpMs - neighbour.Record.UpMs);
        long lengthMs = heartbeat.UpMs - neighbour.Record.UpMs;
        if (lengthMs <= 0 || lengthMs > longestMs || (beforeMs is not null && !IsNear(beforeMs, toMs - lengthMs)))
        {
            return;
        }

        // After the newest change that was recorded up to it, the heartbeat alone knows how things were; what is missing may have been a
        // later change.
        long wholeFromUpMs = gaps.WholeFromUpMs(neighbour.Record, heartbeat);
        int change = _spanEnds.FindLastIndex(end => end.UpMs <= heartbeat.UpMs);
        if (change >= 0 && _spanEnds[change].UpMs > wholeFromUpMs)
        {
            (long fromUpMs, long? fromMs) = _spanEnds[change];
            long? backMs = toMs - (heartbeat.UpMs - fromUpMs);
            EvidenceProof proof = new(fromUpMs, heartbeat.UpMs, neighbour.Record, heartbeat);
            Hold(proof, IsNear(fromMs, backMs) ? fromMs : backMs, toMs, claim, receivedMs);
        }
        else if (wholeFromUpMs > neighbour.Record.UpMs)
        {
            EvidenceProof proof = new(wholeFromUpMs, heartbeat.UpMs, neighbour.Record, heartbeat);
            Hold(proof, toMs - (heartbeat.UpMs - wholeFromUpMs), toMs, claim, receivedMs);
        }
        else if (neighbour.Claim.IsSameAs(claim))
        {
            EvidenceProof proof = new(neighbour.Record.UpMs, heartbeat.UpMs, neighbour.Record, heartbeat);
            Hold(proof, beforeMs ?? (toMs - lengthMs), toMs, claim, receivedMs);
        }
    }

    /// <summary>Holds a claim against the facts in the journal, piece by piece.</summary>
    private void Hold(EvidenceProof proof, long? fromMs, long? toMs, Verdict claim, long receivedMs)
    {
        (long fromUpMs, long toUpMs) = (proof.FromUpMs, proof.ToUpMs);
        // Index of the change that holds at the start, or −1 before the first.
        int change = _reasons.FindLastIndex(reasons => reasons.UpMs <= fromUpMs);
        long atUpMs = fromUpMs;
        while (atUpMs < toUpMs)
        {
            long endUpMs = change + 1 < _reasons.Count ? Math.Min(_reasons[change + 1].UpMs, toUpMs) : toUpMs;
            IReadOnlyList<string> reasons = change < 0 ? [] : _reasons[change].Reasons;
            Verdict verdict = endUpMs - atUpMs > ContradictionToleranceMs ? Check(claim, reasons) : claim;
            long? pieceFromMs = atUpMs == fromUpMs ? fromMs : toMs - (toUpMs - atUpMs);
            Add(new Stretch(atUpMs, endUpMs, pieceFromMs, toMs - (toUpMs - endUpMs), verdict, receivedMs)
            {
                Proofs = witness is null ? [] : [proof],
            });
            (atUpMs, change) = (endUpMs, change + 1);
        }
    }

    /// <summary>A claim of protection that the node's own facts speak against proves that there was none.</summary>
    private static Verdict Check(Verdict claim, IReadOnlyList<string> reasons)
    {
        return claim.State == VerdictState.Protected && reasons.Count > 0
            ? new Verdict(VerdictState.NotProtected, [.. reasons.Append("contradicted").Order(StringComparer.Ordinal)])
            : claim;
    }

    private void Add(Stretch stretch)
    {
        _clock.Look(stretch);
        if (_clock.Confirms(stretch))
        {
            Place(stretch);
            return;
        }

        if (_waiting.Count > 0 && _waiting[^1].IsFollowedBy(stretch))
        {
            _waiting[^1] = _waiting[^1].Join(stretch);
        }
        else
        {
            Keep(_waiting, stretch);
        }

        if (_isOver)
        {
            PlaceByWord();
        }
    }

    /// <summary>What is over and not proved waits on: the next record may have the first date of it.</summary>
    private void PlaceByWord()
    {
        _clock.TakeWord();
        if (_clock.BootedMs is not null)
        {
            PlaceWaiting();
        }
    }

    private void PlaceWaiting()
    {
        foreach (Stretch stretch in _waiting)
        {
            PlaceByProof(stretch);
        }

        _waiting.Clear();
    }

    /// <summary>Without a proof it stays unknown.</summary>
    private void PlaceByProof(Stretch stretch)
    {
        if (_clock.Confirms(stretch))
        {
            Place(stretch);
        }
        else if (BootedMs is { } bootedMs)
        {
            Place(stretch.DatedBy(bootedMs));
        }
    }

    private void Place(Stretch stretch)
    {
        // A time that has not come proves nothing.
        (long fromMs, long toMs) = (stretch.FromMs!.Value, stretch.ToMs!.Value);
        if (fromMs < toMs && toMs <= stretch.ReceivedMs + VerifiedRecord.FutureToleranceMs)
        {
            timeline.Add(fromMs, toMs, stretch.Verdict);
            witness?.Hear(fromMs, toMs, stretch);
        }
    }

    private long? TimeOf(VerifiedRecord record)
    {
        return record.Time.Quality != ClockQuality.None ? record.Time.UnixMs : BootedMs + record.UpMs;
    }

    private static bool IsNear(long? oneMs, long? otherMs)
    {
        return oneMs is { } one && otherMs is { } other && Math.Abs(one - other) <= BootClock.MaxStepMs;
    }

    private static void Keep<T>(List<T> kept, T next)
    {
        kept.Add(next);
        if (kept.Count > MaxKept)
        {
            kept.RemoveRange(0, MaxKept / 2);
        }
    }
}
