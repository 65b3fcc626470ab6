using Wugang.Sim.Scenarios.Text;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Holds the supervisor's verdicts on a node against the truth (clause P1): no instant may be called what it was not, and once
/// all that was recorded has arrived, none may be unknown of which there must be evidence.
/// </summary>
/// <param name="node">The node with its truth.</param>
/// <param name="toleranceMs">Time around each change of the truth that is left to debounce and to the error of clocks.</param>
internal sealed class VerdictAudit(ScenarioNode node, long toleranceMs)
{
    /// <summary>The first verdict that is wrong, in words, or null.</summary>
    /// <param name="timeline">What the supervisor says.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    /// <param name="evidenced">The times of which there must be evidence.</param>
    public string? FindWrong(
        ProtectionTimeline timeline, long fromMs, long toMs, IReadOnlyList<(long FromMs, long ToMs)> evidenced)
    {
        foreach ((long sinceMs, long untilMs, bool isProtected) in node.Truth.Stretches(fromMs, toMs))
        {
            foreach (TimelineSegment segment in timeline.Query(sinceMs + toleranceMs, untilMs - toleranceMs))
            {
                if (FindWrongIn(segment, isProtected, evidenced) is { } atMs)
                {
                    string reasons = string.Join(' ', segment.Verdict.Reasons);
                    string fact = isProtected ? "protected" : "not protected";
                    return $"the verdict on node {node.Number} at {Moment.ToText(atMs)} is "
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

    /// <summary>The first wrong instant of a verdict on a time of which one thing was true, or null.</summary>
    private long? FindWrongIn(TimelineSegment segment, bool isProtected, IReadOnlyList<(long FromMs, long ToMs)> evidenced)
    {
        switch (segment.Verdict.State)
        {
            case VerdictState.Protected:
                return isProtected ? null : segment.FromMs;
            case VerdictState.NotProtected:
            case VerdictState.Unknown:
                return isProtected || segment.Verdict.State == VerdictState.Unknown ? FindOwed(segment, evidenced) : null;
            default:
                throw new InvalidOperationException("A verdict in no known state.");
        }
    }

    /// <summary>The first instant of a verdict of which there must be evidence for another, or null.</summary>
    private long? FindOwed(TimelineSegment segment, IReadOnlyList<(long FromMs, long ToMs)> evidenced)
    {
        (long FromMs, long ToMs) owed = evidenced.FirstOrDefault(time =>
            Math.Max(time.FromMs + toleranceMs, segment.FromMs) < Math.Min(time.ToMs - toleranceMs, segment.ToMs));
        return owed == default ? null : Math.Max(owed.FromMs + toleranceMs, segment.FromMs);
    }
}
