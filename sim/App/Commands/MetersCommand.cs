using System.CommandLine;
using Wugang.Sim.App.Meters;

namespace Wugang.Sim.App.Commands;

/// <summary><c>meters --pty</c>: virtual meters that any program on this computer can talk to.</summary>
internal static class MetersCommand
{
    private const int MaxSeconds = 1_000_000;

    public static Command Create()
    {
        Option<bool> pty = new("--pty") { Description = "Serve them on a new pseudo terminal, whose path is printed." };
        Option<long?> seconds = IntegerOption.Create("--seconds", 1, MaxSeconds, "Stop by itself after so many seconds.");
        Command command = new("meters", "Serves virtual meters of each protocol (docs/reference/meters.md).") { pty, seconds };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(pty))
            {
                result.AddError("Say where to serve the meters: --pty.");
            }
        });
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(seconds), Console.Out, Console.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(long? seconds, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            using LiveLine line = new();
            using PseudoTerminal terminal = new();
            MeterShelf shelf = line.Do(wires => new MeterShelf(wires));
            terminal.Received += bytes => line.Send(bytes, default);
            line.Heard += terminal.Send;
            terminal.Start();
            await output.WriteLineAsync(terminal.Path);
            foreach (string meter in line.Do(_ => shelf.Describe().ToArray()))
            {
                await output.WriteLineAsync(meter);
            }

            TimeSpan duration = seconds is { } given ? TimeSpan.FromSeconds(given) : Timeout.InfiniteTimeSpan;
            await Task.Delay(duration, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or IOException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.BadInput;
        }
    }
}
