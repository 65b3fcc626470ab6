using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Text;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Holds the supervisor's verdicts against the truth, second by second (clause P1), once everything that was recorded has
/// arrived: each must be right, and unknown only where there can be no evidence. A second in which the truth changed, and
/// its neighbours, are left to debounce.
/// </summary>
internal sealed class VerdictAudit
{
    private const long SecondMs = 1000;

    // The node saves its running span at least every quarter of an hour: so much a power cut may take with it.
    private const long UnsavedMs = 15 * 60 * SecondMs;

    private readonly ScenarioNode _node;
    private readonly IReadOnlyList<(long FromMs, long ToMs)> _evidenced;

    public VerdictAudit(ScenarioNode node)
    {
        _node = node;
        _evidenced = FindEvidenced(node);
    }

    /// <summary>The first second in which the verdict is wrong, in words, or null.</summary>
    /// <param name="timeline">What the supervisor says.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    public string? FindWrong(ProtectionTimeline timeline, long fromMs, long toMs)
    {
        foreach (TimelineSegment segment in timeline.Query(fromMs, toMs))
        {
            for (long atMs = segment.FromMs; atMs < segment.ToMs; atMs += SecondMs)
            {
                bool? wasProtected = _node.Truth.During(atMs - SecondMs, atMs + SecondMs);
                if (wasProtected is { } isSo && IsWrong(segment.Verdict.State, isSo, atMs))
                {
                    string reasons = string.Join(' ', segment.Verdict.Reasons);
                    string fact = isSo ? "protected" : "not protected";
                    return $"the verdict on node {_node.Number} at {Moment.ToText(atMs)} is "
                        + $"{NameOf(segment.Verdict.State)} {reasons}".TrimEnd() + $", but it was {fact}";
                }
            }
        }

        return null;
    }

    /// <summary>The verdict's word in scenarios.</summary>
    public static string NameOf(VerdictState state)
    {
        return state switch
        {
            VerdictState.Protected => "protected",
            VerdictState.Unknown => "unknown",
            VerdictState.NotProtected => "not_protected",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }

    private bool IsWrong(VerdictState verdict, bool wasProtected, long atMs)
    {
        return verdict switch
        {
            VerdictState.Protected => !wasProtected,
            VerdictState.NotProtected => wasProtected,
            VerdictState.Unknown => _evidenced.Any(time => atMs >= time.FromMs && atMs < time.ToMs),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };
    }

    /// <summary>
    /// The times of which there must be evidence: the node ran, in a life that ever knew the time of day, without what a power
    /// cut at its end may have taken.
    /// </summary>
    private static List<(long FromMs, long ToMs)> FindEvidenced(ScenarioNode node)
    {
        HashSet<long> datedBoots =
        [
            .. node.Journal.Records.Where(record => record.Time.Quality != ClockQuality.None).Select(record => record.Boot),
        ];
        List<(long FromMs, long ToMs)> evidenced = [];
        for (int i = 0; i < node.Truth.Lives.Count; i++)
        {
            (long fromMs, long toMs) = node.Truth.Lives[i];
            bool isLast = i + 1 == node.Truth.Lives.Count;
            if (datedBoots.Contains(i + 1))
            {
                evidenced.Add((fromMs + SecondMs, isLast ? toMs : toMs - UnsavedMs));
            }
        }

        return evidenced;
    }
}
