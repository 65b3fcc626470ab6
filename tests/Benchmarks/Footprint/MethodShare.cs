namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>What one method has of some work.</summary>
/// <param name="Method">Type and method.</param>
/// <param name="Instructions">Its own, without those of the methods that it calls.</param>
internal sealed record MethodShare(string Method, long Instructions)
{
    private const int Most = 12;

    /// <summary>The methods that ran most since the counts were cleared.</summary>
    /// <param name="times">How often the work was done since then.</param>
    public static IReadOnlyList<MethodShare> TakeMost(int times)
    {
        return [.. InstructionCounter.ByMethod
            .OrderByDescending(method => method.Value)
            .Take(Most)
            .Select(method => new MethodShare(method.Key, method.Value / times))];
    }
}
