namespace Wugang.Hardware.Checks;

/// <summary>One fault of the hardware's files.</summary>
/// <param name="Where">The file, part, net or pin.</param>
/// <param name="What">What is wrong with it, and what to do.</param>
public sealed record Fault(string Where, string What)
{
    public override string ToString()
    {
        return $"{Where}: {What}";
    }
}
