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
        root.SetAction(parsed => Guard(() => Verify(parsed.GetValue(file)!, parsed.GetValue(keys)!)));
        root.Subcommands.Add(CreateReceipt());
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{result.Errors[0].Message} Try --help.");
            return BadInput;
        }

        return result.Invoke();
    }

    private static Command CreateReceipt()
    {
        Argument<string> receipt = new("RECEIPT") { Description = "The page, or what its QR code says." };
        Option<string> export = new("--export") { Description = "What 'ledger export' wrote.", Required = true };
        Option<string> keys = new("--keys") { Description = "The nodes' keys: by node 'kid' and 'k'.", Required = true };
        Command command = new("receipt", "Checks a receipt against an export (docs/reference/receipts.md).") { receipt, export, keys };
        command.SetAction(parsed => Guard(() => VerifyReceipt(parsed.GetValue(receipt)!, parsed.GetValue(export)!, parsed.GetValue(keys)!)));
        return command;
    }

    private static int Guard(Func<int> check)
    {
        try
        {
            return check();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return BadInput;
        }
    }

    private static int VerifyReceipt(string receipt, string export, string keys)
    {
        ReceiptFile file = ReceiptFile.Read(receipt);
        Flaw[] flaws = [.. Verification.Of(export, KeyFile.Read(keys)).Flaws, .. ReceiptVerification.Of(file, export).Flaws];
        PrintFlaws(flaws);
        Console.Out.WriteLine(
            $"verdict={(flaws.Length == 0 ? "proved" : "not_proved")} facility={file.Code.Facility} month={file.Code.Month} "
            + $"document={(file.Document is null ? "not_given" : "checked")} flaws={flaws.Length}");
        return flaws.Length == 0 ? Ok : Flawed;
    }

    private static void PrintFlaws(IEnumerable<Flaw> flaws)
    {
        foreach (Flaw flaw in flaws)
        {
            Console.Out.WriteLine($"FLAW  {flaw.Place} {flaw.What}");
        }
    }

    private static int Verify(string file, string keys)
    {
        Verification verification = Verification.Of(file, KeyFile.Read(keys));
        foreach (string node in verification.Summary)
        {
            Console.Out.WriteLine(node);
        }

        PrintFlaws(verification.Flaws);
        bool isWhole = verification.Flaws.Count == 0;
        Console.Out.WriteLine(
            $"verdict={(isWhole ? "whole" : "flawed")} records={verification.RecordCount} heartbeats={verification.HeartbeatCount} "
            + $"lost={verification.LostCount} flaws={verification.Flaws.Count}");
        return isWhole ? Ok : Flawed;
    }
}
