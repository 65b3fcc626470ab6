namespace Wugang.Sim.Scenarios.Text;

/// <summary>A line that cannot be read, and what was expected there.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Message">What was expected, and what stands there.</param>
public sealed record ScenarioError(string File, int Line, string Message)
{
    public override string ToString()
    {
        return $"{File}:{Line}: {Message}";
    }
}
