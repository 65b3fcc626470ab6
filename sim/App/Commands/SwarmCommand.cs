using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Wugang.Sim.Scenarios.Swarm;

namespace Wugang.Sim.App.Commands;

/// <summary><c>swarm</c>: random worlds with every fault there is, held against what must always be true.</summary>
internal static class SwarmCommand
{
    private const int DefaultSeeds = 100;
    private const int DefaultDays = 2;
    private const int DefaultNodes = 3;
    private const int SeedsOfProgress = 100;

    public static Command Create()
    {
        Option<long?> seeds = IntegerOption.Create("--seeds", 1, 1_000_000, $"How many seeds ({DefaultSeeds}).");
        Option<long?> from = IntegerOption.Create("--from", 0, long.MaxValue / 2, "The first seed (1).");
        Option<long?> seed = IntegerOption.Create("--seed", 0, long.MaxValue / 2, "Only this seed.");
        Option<long?> days = IntegerOption.Create("--days", 1, 366, $"Days of virtual time of each seed ({DefaultDays}).");
        Option<long?> nodes = IntegerOption.Create("--nodes", 1, 99, $"Nodes of each seed ({DefaultNodes}).");
        Option<long?> threads = IntegerOption.Create("--threads", 1, 256, "Seeds that run at the same time (1).");
        Option<string?> trace = new("--trace") { Description = "With --seed: write everything that happens to this file." };
        Command command = new("swarm", "Random worlds with every fault, checked without a break (docs/reference/simulation.md).")
        {
            seeds, from, seed, days, nodes, threads, trace,
        };
        command.Validators.Add(result =>
        {
            bool hasSeed = result.GetResult(seed) is not null;
            if (hasSeed && (result.GetResult(seeds) is not null || result.GetResult(from) is not null))
            {
                result.AddError("Either --seed, or --seeds and --from.");
            }
            else if (!hasSeed && result.GetResult(trace) is not null)
            {
                result.AddError("--trace needs --seed: the trace of one seed.");
            }
        });
        command.SetAction(parsed =>
        {
            int dayCount = (int)(parsed.GetValue(days) ?? DefaultDays);
            int nodeCount = (int)(parsed.GetValue(nodes) ?? DefaultNodes);
            return parsed.GetValue(seed) is { } only
                ? RunOne(only, dayCount, nodeCount, parsed.GetValue(trace))
                : RunMany(
                    parsed.GetValue(from) ?? 1,
                    parsed.GetValue(seeds) ?? DefaultSeeds,
                    dayCount,
                    nodeCount,
                    (int)(parsed.GetValue(threads) ?? 1));
        });
        return command;
    }

    private static int RunOne(long seed, int days, int nodes, string? traceFile)
    {
        try
        {
            using StreamWriter? trace = traceFile is null ? null : new StreamWriter(traceFile);
            Stopwatch clock = Stopwatch.StartNew();
            SwarmResult result = SwarmRun.Run(seed, days, nodes, trace);
            Console.Out.WriteLine($"trace={result.TraceHash:x16}");
            ReportViolation(result, days, nodes);
            return ReportAll([result], clock.Elapsed);
        }
        catch (Exception e) when (traceFile is not null && e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The trace cannot be written to '{traceFile}': {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static int RunMany(long from, long seeds, int days, int nodes, int threads)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<SwarmResult> results = [];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            SwarmResult result = SwarmRun.Run(from + i, days, nodes);
            lock (results)
            {
                results.Add(result);
                ReportViolation(result, days, nodes);
                if (results.Count % SeedsOfProgress == 0)
                {
                    Console.Error.WriteLine($"{results.Count} of {seeds} seeds");
                }
            }
        });
        return ReportAll(results, clock.Elapsed);
    }

    private static void ReportViolation(SwarmResult result, int days, int nodes)
    {
        if (result.Violation is { } violation)
        {
            Console.Out.WriteLine($"VIOLATION  seed {result.Seed} {violation}");
            Console.Out.WriteLine($"  to see it again: swarm --seed {result.Seed} --days {days} --nodes {nodes} --trace FILE");
        }
    }

    private static int ReportAll(List<SwarmResult> results, TimeSpan elapsed)
    {
        long nodeDays = results.Sum(result => (long)result.NodeDays);
        int violations = results.Count(result => result.Violation is not null);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds={results.Count} node_days={nodeDays} records={results.Sum(result => result.Records)} faults={results.Sum(result => result.Faults)} lost={results.Sum(result => result.Lost)} duplicated={results.Sum(result => result.Duplicated)} violations={violations} node_days_per_minute={nodeDays / elapsed.TotalMinutes:F0}"));
        return violations == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
