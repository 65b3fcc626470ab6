namespace Wugang.Supervisor.Rules;

/// <summary>A verdict with its reasons, each <c>word</c> or <c>word:subject</c>, in order; none where protected.</summary>
public sealed record Verdict(VerdictState State, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether another verdict says the same, reasons included.</summary>
    public bool IsSameAs(Verdict other)
    {
        return State == other.State && Reasons.SequenceEqual(other.Reasons);
    }
}
