using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Billing.Receipts;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Cli;

/// <summary><c>receipt</c>: a facility's month as a page that prints to one sheet and can be checked offline.</summary>
internal static class ReceiptCommand
{
    public static Command Create()
    {
        Option<string> accounts = new("--accounts") { Description = "Whose the accounts are (docs/guides/audit-bills.md).", Required = true };
        Option<string> export = new("--export") { Description = "What 'ledger export' wrote: it must reach over the month's ends.", Required = true };
        Option<string> facility = new("--facility") { Description = "The facility.", Required = true };
        Option<string> nameZh = new("--name-zh") { Description = "Its name in Chinese; else its number.", DefaultValueFactory = _ => "" };
        Option<string> nameEn = new("--name-en") { Description = "Its name in English; else its number.", DefaultValueFactory = _ => "" };
        Option<string> month = new("--month") { Description = "The month, as 2026-03.", Required = true };
        Option<string?> protection = new("--protection")
        {
            Description = "What GET /api/v1/facilities/ID/protection answered for the month (docs/reference/http.md).",
        };
        Option<string> output = new("--out") { Description = "The page to write; it must not be there yet.", Required = true };
        Command command = new("receipt", "Writes a facility's month as a page (docs/reference/receipts.md).")
        {
            accounts, export, facility, nameZh, nameEn, month, protection, output,
        };
        command.SetGuarded(parsed =>
        {
            string id = parsed.GetValue(facility)!;
            DateOnly first = ReceiptBuilder.ReadMonth(parsed.GetValue(month)!);
            AuditAccount[] own = [.. AccountBook.ReadFile(parsed.GetValue(accounts)!).Where(account => account.Facility == id && account.Node.Length > 0)];
            Dictionary<string, List<VerifiedRecord>> records = ExportedRecords.Read(parsed.GetValue(export)!);
            ReceiptDocument receipt = ReceiptBuilder.Of(
                id,
                new BilingualName(OrNumber(parsed.GetValue(nameZh)!), OrNumber(parsed.GetValue(nameEn)!)),
                first,
                own,
                account => RegisterEvidence.OfRecords(records.GetValueOrDefault(account.Node, []), account.Node, account.Meter),
                parsed.GetValue(protection) is { } file ? ReadProtection(file, first) : null);
            using FileStream target = new(parsed.GetValue(output)!, FileMode.CreateNew, FileAccess.Write);
            target.Write(Encoding.UTF8.GetBytes(ReceiptPage.Render(receipt)));
            Console.Out.WriteLine(receipt.ToCode());
            return ExitCode.Ok;

            string OrNumber(string name)
            {
                return name.Length > 0 ? name : id;
            }
        });
        return command;
    }

    private static ReceiptProtection ReadProtection(string file, DateOnly month)
    {
        try
        {
            List<(DaySummary, bool)> days = [];
            foreach (JsonElement day in JsonElement.Parse(File.ReadAllText(file)).GetProperty("days").EnumerateArray())
            {
                DateOnly date = DateOnly.ParseExact(day.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                if (date.Year == month.Year && date.Month == month.Month)
                {
                    DaySummary summary = new(date, Ms("protected_ms"), Ms("not_protected_ms"), Ms("unknown_ms"));
                    days.Add((summary, day.GetProperty("compliant").GetBoolean()));
                }

                long Ms(string name)
                {
                    return day.GetProperty(name).GetInt64();
                }
            }

            return ReceiptBuilder.ProtectionOf(month, days);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file} is no answer of /protection: {e.Message}", e);
        }
    }
}
