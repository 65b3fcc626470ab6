using System.CommandLine;
using System.Globalization;
using Wugang.Sim.App.Latency;

namespace Wugang.Sim.App.Commands;

/// <summary><c>latency</c>: from the edge at a panic button to the siren, and to the supervisor's ledger.</summary>
internal static class LatencyCommand
{
    private const int MaxPresses = 100_000;
    private const int PressesPerResend = 10;

    public static Command Create()
    {
        Option<long?> presses = IntegerOption.Create(
            "--presses", 1, MaxPresses, "Presses with the connection up and with a bad link; a tenth of it while records are resent (1000).");
        Option<long?> seed = IntegerOption.Create("--seed", 0, int.MaxValue, "When presses and cuts come derives from it (1).");
        Command command = new("latency", "Measures alarms on a virtual board in real time (docs/reference/latency.md).") { presses, seed };
        command.SetAction((parsed, _) => RunAsync(
            (int)(parsed.GetValue(presses) ?? 1000),
            (int)(parsed.GetValue(seed) ?? 1),
            Console.Out,
            Console.Error));
        return command;
    }

    private static async Task<int> RunAsync(int presses, int seed, TextWriter output, TextWriter error)
    {
        try
        {
            await using LatencyRig rig = await LatencyRig.StartAsync();
            LatencyMeasurement measurement = new(rig, seed);
            await output.WriteLineAsync("milliseconds                presses   edge to siren: p50     p99     max   edge to stored: p50     p99     max");
            LatencyMeasurement.Result connected = await measurement.MeasureConnectedAsync(presses);
            Print("connected", connected, output);
            LatencyMeasurement.Result bad = await measurement.MeasureBadLinkAsync(presses);
            Print("link cut and made again", bad, output);
            LatencyMeasurement.Result resending =
                await measurement.MeasureResendingAsync(Math.Max(1, presses / PressesPerResend));
            Print($"{LatencyMeasurement.ResentMin} records being resent", resending, output);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"siren_p99_ms={P99(connected.Siren):F1} siren_p99_bad_link_ms={P99(bad.Siren):F1} siren_p99_resending_ms={P99(resending.Siren):F1} stored_p99_ms={P99(connected.Stored):F1}"));
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            await error.WriteLineAsync($"The measurement failed: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Print(string name, LatencyMeasurement.Result result, TextWriter output)
    {
        output.WriteLine($"{name,-27} {result.Siren.Count,7}   {"",14}{result.Siren.Describe()}   {"",15}{result.Stored.Describe()}");
    }

    private static double P99(LatencySamples samples)
    {
        return samples.Percentile(99).TotalMilliseconds;
    }
}
