using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The evidence of one boot of a node, in milliseconds since its start, and how it maps to the time of day.</summary>
/// <param name="timeline">Takes the verdicts.</param>
internal sealed class BootEvidence(ProtectionTimeline timeline)
{
    /// <summary>Difference between the two clocks over one stretch beyond which a step of the clock is assumed, in milliseconds.</summary>
    public const long MaxClockStepMs = 2000;

    /// <summary>
    /// A claim and a record that speak against each other for no longer than this are of one step of the node, in milliseconds.
    /// </summary>
    public const long ContradictionToleranceMs = 1000;

    /// <summary>Changes, ends of spans and stretches without a date that are kept; the oldest make room.</summary>
    public const int MaxKept = 4096;

    private readonly List<(long UpMs, IReadOnlyList<string> Reasons)> _reasons = [];
    private readonly List<(long UpMs, long? UnixMs)> _spanEnds = [];
    private readonly List<(long FromUpMs, long ToUpMs, Verdict Verdict)> _undated = [];
    private IReadOnlyDictionary<string, string> _zoneTypes = new Dictionary<string, string>();
    private (VerifiedRecord Record, Verdict Claim)? _before;
    private long? _bootedMs;

    /// <summary>Notes which zones the boot record announced.</summary>
    public void Announce(IReadOnlyDictionary<string, string> zoneTypes)
    {
        _zoneTypes = zoneTypes;
    }

    /// <summary>A record of this boot knows the time: whatever waited for it is dated.</summary>
    /// <param name="bootedMs">When the boot was by that record, milliseconds since 1970 UTC.</param>
    /// <param name="receivedMs">When the record arrived.</param>
    public void LearnTime(long bootedMs, long receivedMs)
    {
        if (_bootedMs is null)
        {
            _bootedMs = bootedMs;
            foreach ((long fromUpMs, long toUpMs, Verdict verdict) in _undated)
            {
                Place(bootedMs + fromUpMs, bootedMs + toUpMs, verdict, receivedMs);
            }

            _undated.Clear();
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
    /// <param name="span">The span.</param>
    /// <param name="isOfItsOwnBoot">Whether it was written at its end; else after the next start, about what was saved before.</param>
    /// <param name="receivedMs">When it arrived.</param>
    public void AddSpan(RecordContent.Held span, bool isOfItsOwnBoot, long receivedMs)
    {
        long? toMs = span.ToUnixMs > 0 ? span.ToUnixMs : _bootedMs + span.ToUpMs;
        long? fromMs = toMs - (span.ToUpMs - span.FromUpMs);
        if (_spanEnds.Count > 0 && _spanEnds[^1].UpMs == span.FromUpMs && IsNear(_spanEnds[^1].UnixMs, fromMs))
        {
            fromMs = _spanEnds[^1].UnixMs; // No gap for what is only a correction of the clock.
        }

        if (isOfItsOwnBoot)
        {
            Keep(_spanEnds, (span.ToUpMs, toMs));
        }

        Hold(span.FromUpMs, span.ToUpMs, fromMs, toMs, span.Claim, receivedMs);
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
        long? toMs = TimeOf(heartbeat) ?? (beforeMs + heartbeat.UpMs - neighbour.Record.UpMs);
        long lengthMs = heartbeat.UpMs - neighbour.Record.UpMs;
        if (lengthMs <= 0 || lengthMs > longestMs || (beforeMs is not null && !IsNear(beforeMs, toMs - lengthMs)))
        {
            return;
        }

        // After the newest change that was recorded up to it, the heartbeat alone knows how things were.
        int change = _spanEnds.FindLastIndex(end => end.UpMs <= heartbeat.UpMs);
        if (change >= 0 && _spanEnds[change].UpMs > neighbour.Record.UpMs)
        {
            (long fromUpMs, long? fromMs) = _spanEnds[change];
            long? backMs = toMs - (heartbeat.UpMs - fromUpMs);
            Hold(fromUpMs, heartbeat.UpMs, IsNear(fromMs, backMs) ? fromMs : backMs, toMs, claim, receivedMs);
        }
        else if (neighbour.Claim.IsSameAs(claim))
        {
            Hold(neighbour.Record.UpMs, heartbeat.UpMs, beforeMs ?? (toMs - lengthMs), toMs, claim, receivedMs);
        }
    }

    /// <summary>Holds a claim against the facts in the journal, piece by piece.</summary>
    private void Hold(long fromUpMs, long toUpMs, long? fromMs, long? toMs, Verdict claim, long receivedMs)
    {
        // Index of the change that holds at the start, or −1 before the first.
        int change = _reasons.FindLastIndex(reasons => reasons.UpMs <= fromUpMs);
        long atUpMs = fromUpMs;
        while (atUpMs < toUpMs)
        {
            long endUpMs = change + 1 < _reasons.Count ? Math.Min(_reasons[change + 1].UpMs, toUpMs) : toUpMs;
            IReadOnlyList<string> reasons = change < 0 ? [] : _reasons[change].Reasons;
            Verdict verdict = endUpMs - atUpMs > ContradictionToleranceMs ? Check(claim, reasons) : claim;
            if (toMs is { } end)
            {
                long pieceFromMs = atUpMs == fromUpMs ? fromMs!.Value : end - (toUpMs - atUpMs);
                Place(pieceFromMs, end - (toUpMs - endUpMs), verdict, receivedMs);
            }
            else
            {
                Wait(atUpMs, endUpMs, verdict);
            }

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

    private void Place(long fromMs, long toMs, Verdict verdict, long receivedMs)
    {
        // A time that has not come proves nothing.
        if (fromMs < toMs && toMs <= receivedMs + NodeVerifier.FutureToleranceMs)
        {
            timeline.Add(fromMs, toMs, verdict);
        }
    }

    private void Wait(long fromUpMs, long toUpMs, Verdict verdict)
    {
        if (_undated.Count > 0 && _undated[^1].ToUpMs == fromUpMs && _undated[^1].Verdict.IsSameAs(verdict))
        {
            _undated[^1] = (_undated[^1].FromUpMs, toUpMs, verdict);
        }
        else
        {
            Keep(_undated, (fromUpMs, toUpMs, verdict));
        }
    }

    private long? TimeOf(VerifiedRecord record)
    {
        return record.Time.Quality != ClockQuality.None ? record.Time.UnixMs : _bootedMs + record.UpMs;
    }

    private static bool IsNear(long? oneMs, long? otherMs)
    {
        return oneMs is { } one && otherMs is { } other && Math.Abs(one - other) <= MaxClockStepMs;
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
