namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Something about a document that its author should know.</summary>
/// <param name="Path">Where, as <c>$.editions[0].classes[1].tiers[0].up_to</c>.</param>
/// <param name="What">What is wrong, and what to do.</param>
/// <param name="IsError">Whether the document cannot be used as it is; else it is advice.</param>
public sealed record Finding(string Path, string What, bool IsError)
{
    public override string ToString()
    {
        return $"{(IsError ? "error" : "advice")} {Path}: {What}";
    }
}
