using System.CommandLine;

namespace Wugang.Supervisor.Cli;

/// <summary>The supervisor's command line, for what is done with its data while it runs or not.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        RootCommand root = new("What is done with the supervisor's data.");
        root.Subcommands.Add(LedgerCommand.Create());
        root.Subcommands.Add(PriceCommand.Create());
        root.Subcommands.Add(TariffCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(ReceiptCommand.Create());
        root.Subcommands.Add(EnrolmentCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{result.Errors[0].Message} Try --help.");
            return ExitCode.BadInput;
        }

        return await result.InvokeAsync();
    }
}
