using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.Scenarios;

/// <summary>Says how a scenario ended, for people.</summary>
public static class ScenarioReport
{
    /// <summary>One line where all was as it should be; else what was not, and what happened before.</summary>
    public static string Of(ScenarioResult result)
    {
        Scenario scenario = result.Scenario;
        string clauses = string.Join(' ', scenario.Clauses);
        if (result.Failure is not { } failure)
        {
            return $"passed  {scenario.Name}  {clauses}  {scenario.Title}  trace={result.TraceHash:x16}";
        }

        string line = failure.Line == 0 ? "" : $":{failure.Line}";
        return $"""
            FAILED  {scenario.Name}{line}  {clauses}  {scenario.Title}  trace={result.TraceHash:x16}
              at        {TimeOf(failure)}
              expected  {failure.Expected}
              seen      {failure.Seen}
              before that:
                {string.Join("\n    ", failure.NewestEvents)}
            """;
    }

    /// <summary>When something was not as it should be, in local time.</summary>
    public static string TimeOf(ScenarioFailure failure)
    {
        return Moment.ToText(failure.AtMs);
    }
}
