using System.Globalization;

namespace Wugang.Sim.App.Latency;

/// <summary>Measured times of one kind, and their percentiles.</summary>
internal sealed class LatencySamples
{
    private readonly List<TimeSpan> _samples = [];

    public int Count => _samples.Count;

    public void Add(TimeSpan sample)
    {
        _samples.Add(sample);
    }

    /// <summary>Half of the samples, 99 of 100, and the longest: <c>p50 / p99 / max</c> in milliseconds.</summary>
    public string Describe()
    {
        return _samples.Count == 0
            ? "no samples"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Percentile(50).TotalMilliseconds,7:F1} {Percentile(99).TotalMilliseconds,7:F1} {Percentile(100).TotalMilliseconds,7:F1}");
    }

    /// <summary>The smallest sample that at least so many per cent do not exceed (nearest rank).</summary>
    public TimeSpan Percentile(int percent)
    {
        TimeSpan[] sorted = [.. _samples.Order()];
        int rank = ((percent * sorted.Length) + 99) / 100;
        return sorted[Math.Max(rank, 1) - 1];
    }
}
