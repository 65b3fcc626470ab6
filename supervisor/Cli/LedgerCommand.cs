using System.CommandLine;
using System.Globalization;
using System.Text;
using Wugang.Supervisor.Ledger;

namespace Wugang.Supervisor.Cli;

/// <summary><c>ledger export</c>: what arrived in a time, as a file that can be checked offline.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        return new Command("ledger", "The records that the supervisor has stored.") { CreateExport() };
    }

    private static Command CreateExport()
    {
        Option<string> ledger = new("--ledger")
        {
            Description = "The ledger's file (data/ledger.db).",
            DefaultValueFactory = _ => Path.Combine("data", "ledger.db"),
        };
        Option<DateTimeOffset> from = Moment("--from", "Of what arrived from this time on");
        Option<DateTimeOffset> to = Moment("--to", "And before this time");
        Option<string> output = new("--out") { Description = "The file to write; it must not be there yet.", Required = true };
        Command command = new("export", "Writes what arrived in a time to a file that supervisor/Verify checks (docs/reference/export.md).")
        {
            ledger, from, to, output,
        };
        command.SetAction(parsed => Export(
            parsed.GetValue(ledger)!, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(output)!));
        return command;
    }

    private static Option<DateTimeOffset> Moment(string name, string description)
    {
        return new Option<DateTimeOffset>(name)
        {
            Description = description + ": a date in UTC, or date and time with offset (2026-03-02T00:00+08:00).",
            Required = true,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];
                if (DateTimeOffset.TryParseExact(
                    text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
                {
                    return moment;
                }

                result.AddError($"{name} must be a date or a date with time and offset, as 2026-03-02T00:00+08:00, not '{text}'.");
                return default;
            },
        };
    }

    private static int Export(string ledger, DateTimeOffset from, DateTimeOffset to, string output)
    {
        if (from >= to)
        {
            Console.Error.WriteLine($"--from must be before --to: there is nothing between {from:O} and {to:O}.");
            return ExitCode.BadInput;
        }

        try
        {
            using SqliteLedger store = SqliteLedger.OpenToRead(ledger);
            using StreamWriter target = new(output, new UTF8Encoding(false), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
            });
            (long count, string digest) = LedgerExport.Write(store, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), target);
            Console.Out.WriteLine($"lines={count} sha256={digest}");
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }
}
