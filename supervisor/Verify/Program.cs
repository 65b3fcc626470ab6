using System.CommandLine;

namespace Wugang.Supervisor.Verify;

/// <summary>Checks an export of a ledger offline and names every flaw; the exit code is 0 only if there is none.</summary>
internal static class Program
{
    private const int Ok = 0;
    private const int Flawed = 1;
    private const int BadInput = 2;

    public static int Main(string[] args)
    {
        Argument<string> file = new("FILE") { Description = "What 'ledger export' wrote." };
        Option<string> keys = new("--keys") { Description = "The nodes' keys: by node 'kid' and 'k'.", Required = true };
        RootCommand root = new("Checks an export of the ledger without any server (docs/reference/export.md).") { file, keys };
        root.SetAction(parsed => Verify(parsed.GetValue(file)!, parsed.GetValue(keys)!));
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{result.Errors[0].Message} Try --help.");
            return BadInput;
        }

        return result.Invoke();
    }

    private static int Verify(string file, string keys)
    {
        Verification verification;
        try
        {
            verification = Verification.Of(file, KeyFile.Read(keys));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }

        foreach (string node in verification.Summary)
        {
            Console.Out.WriteLine(node);
        }

        foreach (Flaw flaw in verification.Flaws)
        {
            Console.Out.WriteLine($"FLAW  {flaw.Place} {flaw.What}");
        }

        bool isWhole = verification.Flaws.Count == 0;
        Console.Out.WriteLine(
            $"verdict={(isWhole ? "whole" : "flawed")} records={verification.RecordCount} heartbeats={verification.HeartbeatCount} "
            + $"lost={verification.LostCount} flaws={verification.Flaws.Count}");
        return isWhole ? Ok : Flawed;
    }
}
