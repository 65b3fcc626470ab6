namespace Wugang.Tests.Tidy;

/// <summary>One breach of a rule: where it is, what is wrong and what to do instead.</summary>
internal sealed record Violation(string Where, string What)
{
    public override string ToString()
    {
        return $"{Where}: {What}";
    }

    /// <summary>Fails the test and lists every violation; one run shows all there is to mend.</summary>
    public static void AssertNone(IEnumerable<Violation> violations)
    {
        string[] lines = [.. violations
            .Select(violation => violation.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal)];
        if (lines.Length > 0)
        {
            Assert.Fail($"{lines.Length} violation(s):{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
        }
    }
}
