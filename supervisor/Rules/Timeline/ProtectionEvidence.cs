using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// Turns one node's records into verdicts on every instant. A <em>span</em> says exactly how a stretch was; two neighbouring
/// <em>heartbeats</em> that say the same vouch for the time between them, once every record is stored that the later one
/// vouches for and none of them is missing. Either is checked against the facts in the journal: a node that claims protection while its records speak
/// against it was not protected.
/// </summary>
/// <remarks>
/// Records of the journal come in order of their numbers, heartbeats in order of boot and number; how the two orders mix
/// makes no difference. Time within a boot is the node's monotonic clock; its evidence waits until the node's time of day has
/// proved right.
/// </remarks>
/// <param name="timeline">Takes the verdicts.</param>
/// <param name="witness">Hears what the verdict on one instant rests on; null where nobody asks.</param>
public sealed class ProtectionEvidence(ProtectionTimeline timeline, EvidenceWitness? witness = null)
{
    /// <summary>Boots that are remembered; the oldest make room, and evidence about them counts no more.</summary>
    public const int MaxBoots = 256;

    /// <summary>Heartbeats that may wait for the records they vouch for; the oldest make room.</summary>
    public const int MaxWaiting = 4096;

    private readonly SortedList<long, BootEvidence> _boots = [];
    private readonly JournalGaps _gaps = new();
    private readonly Queue<(VerifiedRecord Heartbeat, long ReceivedMs)> _waiting = [];
    private readonly RecordedProtection _recorded = new();
    private long _storedSequence;
    private long _newestHeard;
    private (long Boot, long UpMs) _newest;

    /// <summary>Takes in the next record of the journal, or the next heartbeat.</summary>
    /// <param name="record">The record, verified.</param>
    /// <param name="receivedMs">When it arrived, milliseconds since 1970 UTC: what it says of later times proves nothing.</param>
    public void Add(VerifiedRecord record, long receivedMs)
    {
        if (record.Kind == RecordKind.Heartbeat)
        {
            _waiting.Enqueue((record, receivedMs));
            if (_waiting.Count > MaxWaiting)
            {
                _waiting.Dequeue();
            }
        }
        else
        {
            AddJournaled(record, receivedMs);
        }

        while (_waiting.TryPeek(out (VerifiedRecord Heartbeat, long ReceivedMs) next) && next.Heartbeat.Sequence <= _storedSequence)
        {
            _waiting.Dequeue();
            EndBefore(next.Heartbeat.Boot);
            BootEvidence? boot = FindBoot(next.Heartbeat.Boot);
            boot?.LookAtClock(next.Heartbeat, next.ReceivedMs);
            if (next.Heartbeat.Content is RecordContent.Beat beat)
            {
                boot?.AddHeartbeat(next.Heartbeat, beat, next.ReceivedMs);
            }
        }
    }

    private void AddJournaled(VerifiedRecord record, long receivedMs)
    {
        if (record.Sequence != _storedSequence + 1)
        {
            // What was lost may have ended any trouble right after the newest record before it.
            FindBoot(_newest.Boot)?.NoteReasons(_newest.UpMs, []);
            _gaps.Add(_storedSequence, record);
        }

        _storedSequence = record.Sequence;
        _newest = (record.Boot, record.UpMs);
        _recorded.Apply(record);
        BootEvidence? boot = FindBoot(record.Boot);
        boot?.LookAtClock(record, receivedMs);
        boot?.NoteReasons(record.UpMs, _recorded.Reasons);
        if (record.Content is RecordContent.Started started)
        {
            boot?.Start(record.Sequence, started.ZoneTypes);
        }
        else if (record.Content is RecordContent.Held span)
        {
            FindBoot(span.OfBoot)?.AddSpan(record, span, isOfItsOwnBoot: span.OfBoot == record.Boot, receivedMs);
        }
    }

    /// <summary>What is known of a boot, or null if it is older than those that are remembered.</summary>
    private BootEvidence? FindBoot(long number)
    {
        if (_boots.TryGetValue(number, out BootEvidence? boot))
        {
            return boot;
        }

        if (_boots.Count == MaxBoots)
        {
            if (number < _boots.GetKeyAtIndex(0))
            {
                return null;
            }

            _boots.RemoveAt(0);
        }

        return _boots[number] = new BootEvidence(timeline, _gaps, witness);
    }

    /// <summary>
    /// Heartbeats come in order: after one of a later boot none of an earlier comes. Records of a later boot end nothing, as after a start
    /// of the supervisor all records come before the first heartbeat.
    /// </summary>
    private void EndBefore(long number)
    {
        for (int i = 0; number > _newestHeard && i < _boots.Count && _boots.GetKeyAtIndex(i) < number; i++)
        {
            _boots.GetValueAtIndex(i).End();
        }

        _newestHeard = Math.Max(_newestHeard, number);
    }
}
