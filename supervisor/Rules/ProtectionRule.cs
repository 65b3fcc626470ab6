using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules;

/// <summary>Whether a node and a facility are protected now (clause P1: armed for all 24 hours).</summary>
public static class ProtectionRule
{
    /// <summary>A heartbeat vouches for this many of its own intervals.</summary>
    public const int HeartbeatIntervalsValid = 3;

    /// <summary>The verdict on a node.</summary>
    /// <param name="node">Name of the node, for the reasons.</param>
    /// <param name="status">What its records say.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public static Verdict Judge(string node, NodeStatus status, long nowMs)
    {
        if (status.Beat is null)
        {
            return Unknown("no_evidence:" + node);
        }

        if (!status.IsOnline)
        {
            return Unknown("node_offline:" + node);
        }

        if (status.IsBootUnheard)
        {
            // The newest heartbeat is the word of an earlier boot, however young it is.
            return Unknown("no_evidence:" + node);
        }

        if (nowMs >= SilentFromMs(status))
        {
            return Unknown("node_silent:" + node);
        }

        IReadOnlyList<string> reasons = FindReasons(status, status.Beat);
        if (reasons.Count > 0)
        {
            return new Verdict(VerdictState.NotProtected, [.. reasons.Select(reason => Reason.Of(node, reason))]);
        }

        string[] unknownZones =
        [
            .. status.Zones.Where(zone => zone.Value.State == ZoneState.Unknown)
                .Select(zone => "zone_unknown:" + node + "/" + zone.Key),
        ];
        return unknownZones.Length > 0
            ? new Verdict(VerdictState.Unknown, unknownZones)
            : new Verdict(VerdictState.Protected, []);
    }

    /// <summary>From when on a node counts as silent unless it beats again, milliseconds since 1970 UTC; <see cref="long.MaxValue"/> before any heartbeat.</summary>
    public static long SilentFromMs(NodeStatus status)
    {
        return status.Beat is null
            ? long.MaxValue
            : status.HeartbeatMs + (status.Beat.IntervalS * 1000L * HeartbeatIntervalsValid) + 1;
    }

    /// <summary>The verdict on a facility: that of its worst node, with the reasons of all that are not protected.</summary>
    public static Verdict Combine(IReadOnlyCollection<Verdict> nodes)
    {
        return nodes.Count == 0
            ? Unknown("no_nodes")
            : new Verdict(nodes.Max(node => node.State), [.. nodes.SelectMany(node => node.Reasons)]);
    }

    /// <summary>Why it is not protected: the node's own word first, then what its records say against it.</summary>
    private static IReadOnlyList<string> FindReasons(NodeStatus status, RecordContent.Beat beat)
    {
        if (beat.Claim.State == VerdictState.NotProtected)
        {
            return beat.Claim.Reasons;
        }

        IReadOnlyList<string> own = RecordedProtection.ReasonsOf(beat, status.TypeOf);
        string[] reasons = [.. own.Union(status.Recorded.Reasons).Order(StringComparer.Ordinal)];

        // Records that came after the heartbeat are news; those it vouches for make its word a false one.
        bool isContradicted = own.Count > 0 || status.HeartbeatHead >= status.StoredSequence;
        return reasons.Length > 0 && isContradicted ? [.. reasons.Prepend("contradicted")] : reasons;
    }

    private static Verdict Unknown(string reason)
    {
        return new Verdict(VerdictState.Unknown, [reason]);
    }
}
