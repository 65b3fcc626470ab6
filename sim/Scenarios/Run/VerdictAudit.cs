using Wugang.Sim.Scenarios.Text;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>
/// Holds the supervisor's verdicts against the truth, second by second (clause P1). A second in which the truth itself
/// changed, and its neighbours, are left to debounce.
/// </summary>
internal static class VerdictAudit
{
    private const long SecondMs = 1000;

    /// <summary>The first second in which the verdict is wrong, in words, or null.</summary>
    /// <param name="node">Name of the node.</param>
    /// <param name="truth">What was so.</param>
    /// <param name="timeline">What the supervisor says was so.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    public static string? FindWrong(string node, ProtectionTruth truth, ProtectionTimeline timeline, long fromMs, long toMs)
    {
        foreach (TimelineSegment segment in timeline.Query(fromMs, toMs))
        {
            for (long atMs = segment.FromMs; atMs < segment.ToMs; atMs += SecondMs)
            {
                bool? wasProtected = truth.During(atMs - SecondMs, atMs + SecondMs);
                if (wasProtected is { } isSo && Contradicts(segment.Verdict.State, isSo))
                {
                    string reasons = string.Join(' ', segment.Verdict.Reasons);
                    string fact = isSo ? "protected" : "not protected";
                    return $"the verdict on {node} at {Moment.ToText(atMs)} is {NameOf(segment.Verdict.State)} {reasons}".TrimEnd()
                        + $", but it was {fact}";
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

    private static bool Contradicts(VerdictState verdict, bool wasProtected)
    {
        return verdict switch
        {
            VerdictState.Protected => !wasProtected,
            VerdictState.NotProtected => wasProtected,
            VerdictState.Unknown => false,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };
    }
}
