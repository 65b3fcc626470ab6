namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>The verdict on a facility at every instant: that of its worst node, with the reasons of all that are not protected.</summary>
public static class FacilityTimeline
{
    /// <summary>The verdicts on a time, in order and without gap.</summary>
    /// <param name="nodes">The nodes with their timelines, by name.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    public static IReadOnlyList<TimelineSegment> Query(
        IReadOnlyCollection<KeyValuePair<string, ProtectionTimeline>> nodes,
        long fromMs,
        long toMs)
    {
        return Combine([.. nodes.Select(node => KeyValuePair.Create(node.Key, node.Value.Query(fromMs, toMs)))], fromMs, toMs);
    }

    /// <summary>The same from the verdicts on each node.</summary>
    /// <param name="nodes">What each node's timeline says of that very time, by name.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    public static IReadOnlyList<TimelineSegment> Combine(
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<TimelineSegment>>> nodes,
        long fromMs,
        long toMs)
    {
        long[] borders =
        [
            .. nodes.SelectMany(node => node.Value).Select(segment => segment.FromMs)
                .Append(fromMs).Append(toMs).Distinct().Order(),
        ];
        int[] position = new int[nodes.Count];
        List<TimelineSegment> result = [];
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            List<Verdict> verdicts = [];
            for (int node = 0; node < nodes.Count; node++)
            {
                IReadOnlyList<TimelineSegment> segments = nodes[node].Value;
                while (segments[position[node]].ToMs <= borders[i])
                {
                    position[node]++;
                }

                verdicts.Add(Named(segments[position[node]].Verdict, nodes[node].Key));
            }

            Append(result, new TimelineSegment(borders[i], borders[i + 1], ProtectionRule.Combine(verdicts)));
        }

        return result;
    }

    private static Verdict Named(Verdict verdict, string node)
    {
        return verdict with { Reasons = [.. verdict.Reasons.Select(reason => Reason.Of(node, reason))] };
    }

    private static void Append(List<TimelineSegment> segments, TimelineSegment next)
    {
        if (segments.Count > 0 && segments[^1].Verdict.IsSameAs(next.Verdict))
        {
            segments[^1] = segments[^1] with { ToMs = next.ToMs };
        }
        else
        {
            segments.Add(next);
        }
    }
}
