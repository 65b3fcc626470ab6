using System.CommandLine;
using Wugang.Sim.App.Chaos;

namespace Wugang.Sim.App.Commands;

/// <summary><c>chaos</c>: the system in real time, whose broker, supervisor and nodes are killed again and again.</summary>
internal static class ChaosCommand
{
    private const int DefaultSeconds = 600;
    private const int MinSeconds = 10;
    private const int MaxSeconds = 86_400;

    public static Command Create()
    {
        Option<long?> seconds = IntegerOption.Create("--seconds", MinSeconds, MaxSeconds, $"How long things are killed ({DefaultSeconds}).");
        Option<long?> seed = IntegerOption.Create("--seed", 0, int.MaxValue, "When what is killed, and what people do, derives from it (1).");
        Option<bool> embedded = new("--embedded") { Description = "Use the embedded broker even where mosquitto is installed." };
        Command command = new("chaos", "Kills broker, supervisor and nodes in real time, then checks the ledger (docs/reference/simulation.md).")
        {
            seconds, seed, embedded,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            (int)(parsed.GetValue(seconds) ?? DefaultSeconds),
            (int)(parsed.GetValue(seed) ?? 1),
            parsed.GetValue(embedded),
            Console.Out,
            Console.Error,
            cancel));
        command.Subcommands.Add(CreateSupervisor());
        return command;
    }

    /// <summary>What the command starts this program as, to have a supervisor that it can kill.</summary>
    private static Command CreateSupervisor()
    {
        Command command = new(SupervisorProcess.Command[^1]) { Hidden = true };
        command.SetAction((_, _) => SupervisorProcess.RunAsync(Console.In, Console.Out));
        return command;
    }

    private static async Task<int> RunAsync(
        int seconds, int seed, bool isEmbedded, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            await using ChaosRig rig = await ChaosRig.StartAsync(isEmbedded);
            ChaosResult result = await new ChaosRun(rig, seed, output).RunAsync(TimeSpan.FromSeconds(seconds), cancel);
            LedgerFindings ledger = result.Ledger;
            foreach (string broken in ledger.Broken)
            {
                await output.WriteLineAsync($"BROKEN  {broken}");
            }

            await output.WriteLineAsync(
                $"seconds={result.Seconds} broker_kills={result.BrokerKills} supervisor_kills={result.SupervisorKills} node_kills={result.NodeKills} "
                + $"records={ledger.Records} missing={ledger.Missing} duplicated={ledger.Duplicated} broken={ledger.Broken.Count}");
            return ledger.Missing + ledger.Duplicated + ledger.Broken.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception e) when (e is InvalidOperationException or StartException)
        {
            await error.WriteLineAsync($"The run failed: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
