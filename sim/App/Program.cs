using System.CommandLine;
using Wugang.Sim.App.Commands;

namespace Wugang.Sim.App;

/// <summary>The command line of the simulator: the demonstration, and one subcommand a file under Commands.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        RootCommand root = DemonstrationCommand.Create();
        root.Subcommands.Add(ChaosCommand.Create());
        root.Subcommands.Add(ConfigCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(LatencyCommand.Create());
        root.Subcommands.Add(MetersCommand.Create());
        root.Subcommands.Add(ReadCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SwarmCommand.Create());

        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{result.Errors[0].Message} Try --help.");
            return ExitCode.BadInput;
        }

        return await result.InvokeAsync();
    }
}
