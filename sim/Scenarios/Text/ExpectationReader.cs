using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what must be so.</summary>
internal sealed class ExpectationReader(Cast cast)
{
    private const string Subjects = NodeExpectations.Subjects + "; or " + SupervisorExpectations.Subjects;

    private readonly NodeExpectations _node = new(cast);
    private readonly SupervisorExpectations _supervisor = new(cast);

    /// <summary>Reads what stands behind <c>expect</c>, up to <c>within</c> or <c>for</c>.</summary>
    /// <param name="words">The words.</param>
    /// <param name="day">The day of the line.</param>
    /// <exception cref="SyntaxException">It is none.</exception>
    public Func<ScenarioWorld, Observation> Read(Words words, DateOnly day)
    {
        string subject = words.Take(Subjects);
        return _node.Read(subject, words) ?? _supervisor.Read(subject, words, day)
            ?? throw new SyntaxException($"expected {Subjects}, not '{subject}'");
    }
}
