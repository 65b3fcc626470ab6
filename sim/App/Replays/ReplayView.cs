using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.Scenarios.Text;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.App.Replays;

/// <summary>A replay as the page is told of it.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="State"><c>running</c>, <c>passed</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="Speed">How many times as fast as real time; 0 is at rest.</param>
/// <param name="NowMs">The time in its world, milliseconds since 1970 UTC.</param>
/// <param name="Next">Which step comes next; the number of steps once none does.</param>
/// <param name="Count">How many steps there are.</param>
/// <param name="Steps">Those around the next one.</param>
/// <param name="Verdict">What the supervisor in its world says; null where it does not run.</param>
/// <param name="Nodes">Its nodes, as boards.</param>
/// <param name="Lines">What happened, newest first.</param>
/// <param name="Failure">What was not as it should be; null where all was, so far.</param>
internal sealed record ReplayView(
    string Name,
    string Title,
    string State,
    int Speed,
    long NowMs,
    int Next,
    int Count,
    IReadOnlyList<ReplayStep> Steps,
    ReplayVerdict? Verdict,
    IReadOnlyList<object> Nodes,
    IReadOnlyList<ReplayLine> Lines,
    ReplayFailure? Failure)
{
    private const int StepsBefore = 3;
    private const int StepsBehind = 5;

    /// <summary>The time in its world, for people.</summary>
    public string Now => Moment.ToText(NowMs);

    public static ReplayView Before(Scenario scenario, int speed)
    {
        return new ReplayView(
            scenario.Name, scenario.Title, "running", speed, scenario.StartMs, 0, scenario.Steps.Count, StepsAround(scenario, 0), null, [], [], null);
    }

    public static ReplayView Of(
        Scenario scenario, ScenarioWorld world, int nextStep, long nowMs, int speed, IReadOnlyList<ReplayLine> lines)
    {
        return Before(scenario, speed) with
        {
            NowMs = nowMs,
            Next = nextStep,
            Steps = StepsAround(scenario, nextStep),
            Verdict = VerdictOf(world),
            Nodes = [.. world.Nodes.Select(ReplayBoard.Of)],
            Lines = lines,
        };
    }

    /// <summary>It has come to its end, to what is not as it should be, or, without a result, to where somebody stopped it.</summary>
    public ReplayView Ended(ScenarioResult? result)
    {
        return this with
        {
            State = result is null ? "stopped" : result.Failure is null ? "passed" : "failed",
            Failure = result?.Failure is { } failure
                ? new ReplayFailure(failure.Line, ScenarioReport.TimeOf(failure), failure.Expected, failure.Seen)
                : null,
        };
    }

    private static ReplayVerdict? VerdictOf(ScenarioWorld world)
    {
        return world.Supervisor.IsUp && world.Supervisor.Look().Facilities[0].Verdict.Current is { } verdict
            ? new ReplayVerdict(NameOf(verdict.State), verdict.Reasons)
            : null;
    }

    private static string NameOf(VerdictState state)
    {
        return state switch
        {
            VerdictState.Protected => "protected",
            VerdictState.NotProtected => "not_protected",
            VerdictState.Unknown => "unknown",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }

    private static IReadOnlyList<ReplayStep> StepsAround(Scenario scenario, int next)
    {
        int from = Math.Max(0, next - StepsBefore);
        return
        [
            .. scenario.Steps.Skip(from).Take(next - from + StepsBehind)
                .Select((step, index) => new ReplayStep(from + index, step.Line, step.Text, Moment.ToText(step.AtMs), step is ExpectationStep)),
        ];
    }
}

/// <summary>A step of a replay.</summary>
/// <param name="Index">Which it is, from 0.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Text">Its words.</param>
/// <param name="At">When it is due, for people.</param>
/// <param name="Expects">Whether it asks instead of doing something.</param>
internal sealed record ReplayStep(int Index, int Line, string Text, string At, bool Expects);

/// <summary>What the supervisor says of the facility.</summary>
/// <param name="State">Its word.</param>
/// <param name="Reasons">Why.</param>
internal sealed record ReplayVerdict(string State, IReadOnlyList<string> Reasons);

/// <summary>What was not as it should be.</summary>
/// <param name="Line">The line that expected it; 0 for what every scenario must keep to.</param>
/// <param name="At">When it was seen, for people.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Seen">What was.</param>
internal sealed record ReplayFailure(int Line, string At, string Expected, string Seen);
