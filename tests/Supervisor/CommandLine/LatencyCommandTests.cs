using System.Globalization;
using System.Text.RegularExpressions;
using Wugang.Sim.App.Latency;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>latency</c> measures what it says. How fast alarms are is for its user to see, not for a test.</summary>
[TestClass]
public sealed partial class LatencyCommandTests
{
    private const double DebounceMs = 50;

    // The node counts by Environment.TickCount64, which Linux advances every 1 to 10 ms: an edge may be taken as older by as much.
    private const double LongestTickMs = 10;

    [TestMethod]
    public async Task EveryPressIsAnAlarmThatSoundsAfterItsDebouncingAndIsStored()
    {
        (int code, string output, string error) = await SimulatorProgram.RunAsync("", "latency", "--presses", "2");

        Assert.AreEqual(0, code, error);
        string last = output.TrimEnd().Split('\n')[^1];
        Match figures = LastLine().Match(last);
        Assert.IsTrue(figures.Success, last);
        foreach (Group figure in figures.Groups.Values.Skip(1))
        {
            double latencyMs = double.Parse(figure.Value, CultureInfo.InvariantCulture);
            Assert.IsGreaterThan(DebounceMs - LongestTickMs, latencyMs, "an alarm before it was debounced: " + last);
        }
    }

    [TestMethod]
    public async Task PressesMustBeANumber()
    {
        (int code, _, string error) = await SimulatorProgram.RunAsync("", "latency", "--presses", "0");

        Assert.AreEqual(2, code);
        Assert.Contains("--presses must be a whole number from 1 to 100000, not '0'", error);
    }

    [TestMethod]
    [DataRow(1, 50, 1)]
    [DataRow(100, 50, 50)]
    [DataRow(100, 99, 99)]
    [DataRow(100, 100, 100)]
    [DataRow(1000, 99, 990)]
    [DataRow(10, 99, 10)]
    public void APercentileIsTheSmallestThatSoManyDoNotExceed(int count, int percent, int expectedMs)
    {
        LatencySamples samples = new();
        for (int ms = count; ms > 0; ms--)
        {
            samples.Add(TimeSpan.FromMilliseconds(ms));
        }

        Assert.AreEqual(expectedMs, samples.Percentile(percent).TotalMilliseconds);
    }

    [GeneratedRegex(@"^siren_p99_ms=([\d.]+) siren_p99_bad_link_ms=([\d.]+) siren_p99_resending_ms=([\d.]+) stored_p99_ms=([\d.]+)$")]
    private static partial Regex LastLine();
}
