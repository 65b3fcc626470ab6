using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Sim.App.Past;

/// <summary>
/// The accounts of the demonstration, their registers as tables, and their bills of the month before its first start, by invented prices: water and gas as they are
/// due, electricity as for a business.
/// </summary>
internal static class PastBills
{
    private const decimal FenPerYuan = 100;
    private const string Resources = "Wugang.Sim.App.Tariffs.";
    private const string MappingName = "state-grid-style.mapping.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes accounts, tariffs and bills as the page and the command take them (docs/guides/audit-bills.md).</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="facility">Whose they are.</param>
    /// <param name="month">First day of the month that is billed.</param>
    /// <param name="ledger">The records of that month.</param>
    public static void Write(string folder, EnrolledFacility facility, DateOnly month, ILedger ledger)
    {
        string bills = Directory.CreateDirectory(Path.Combine(folder, "bills")).FullName;
        string tariffs = Directory.CreateDirectory(Path.Combine(folder, "tariffs")).FullName;
        foreach (string tariff in (string[])["fictional-electricity.json", "fictional-water.json", "fictional-gas.json"])
        {
            WriteResource(tariff, Path.Combine(tariffs, tariff));
        }

        string accountsFile = Path.Combine(folder, "accounts.json");
        File.WriteAllBytes(accountsFile, AccountsOf(facility.Id));
        IReadOnlyList<AuditAccount> accounts = AccountBook.ReadFile(accountsFile);
        VerifiedRecord[] records = [.. ledger.ReadRecords(accounts[0].Node, 1).Select(entry => entry.Record)];
        Dictionary<AuditAccount, RegisterEvidence> registers = accounts.ToDictionary(
            account => account, account => RegisterEvidence.OfRecords(records, account.Node, account.Meter));
        foreach ((AuditAccount account, RegisterEvidence evidence) in registers)
        {
            File.WriteAllText(Path.Combine(folder, $"registers-{account.Meter}.csv"), TableOf(evidence.Series, account.Tariff.Calendar), Utf8);
        }

        BillAudit audit = new(accounts, account => registers[account], BillAudit.DefaultToleranceFen);
        BillVerdict[] due = [.. accounts.Select((account, line) => Estimate(audit, account, month, line))];

        WriteResource(MappingName, Path.Combine(bills, "electricity.mapping.json"));
        File.WriteAllText(Path.Combine(bills, "electricity.csv"), ElectricityOf(due[0].Bill, facility.Name.Zh, due[0].OtherwiseForBilled!), Utf8);
        File.WriteAllText(
            Path.Combine(bills, "water-and-gas.csv"),
            "bill,account,from,to,quantity,amount\n" + string.Concat(due[1..].Select(one => LineOf(one.Bill, one.ExpectedForBilled!))),
            Utf8);
    }

    private static byte[] AccountsOf(string facility)
    {
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                note = "Simulated: invented accounts of the demonstration, with invented prices. 模拟数据：户号与价目均为虚构。",
                accounts = new[]
                {
                    AccountOf("4101230045", facility, "power", "fictional-electricity", "below_1kv"),
                    AccountOf("2203310007", facility, "water", "fictional-water", null),
                    AccountOf("3305120016", facility, "gas", "fictional-gas", null),
                },
            },
            Json);
    }

    private static Dictionary<string, string> AccountOf(string number, string facility, string meter, string tariff, string? voltage)
    {
        Dictionary<string, string> account = new()
        {
            ["account"] = number,
            ["facility"] = facility,
            ["node"] = facility + "-03",
            ["meter"] = meter,
            ["tariff"] = $"tariffs/{tariff}.json",
            ["class"] = "residential_combined",
            ["otherwise"] = "non_residential",
        };
        if (voltage is not null)
        {
            account["voltage"] = voltage;
        }

        return account;
    }

    /// <summary>What a bill of whole kWh or m³ would come to; its amount is not known yet.</summary>
    private static BillVerdict Estimate(BillAudit audit, AuditAccount account, DateOnly month, int line)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"{month:yyyyMM}-{account.Account[^4..]}");
        Bill bill = new("", line, number, account.Account, month, month.AddMonths(1), 0, 0);
        long quantity = audit.Judge(bill).Expected!.Quantity / Tariff.BaseUnitsPerUnit * Tariff.BaseUnitsPerUnit;
        return audit.Judge(bill with { Quantity = quantity });
    }

    /// <summary>The registers as the command <c>price</c> takes them.</summary>
    private static string TableOf(RegisterSeries series, LocalCalendar calendar)
    {
        StringBuilder table = new("time,register\n");
        foreach (RegisterRow row in series.RowsFor(series.FirstMs, series.LastMs))
        {
            table.Append(CultureInfo.InvariantCulture, $"{calendar.At(row.UnixMs):yyyy-MM-ddTHH:mm:sszzz},{row.Register}\n");
        }

        return table.ToString();
    }

    private static string ElectricityOf(Bill bill, string name, Price asked)
    {
        return "账单编号,户号,户名,起始日期,终止日期,计费电量(千瓦时),电价类别,应收电费(元),备注\n" + string.Create(
            CultureInfo.InvariantCulture,
            $"{bill.Number},{bill.Account},{name},{bill.FirstDay:yyyyMMdd},{bill.EndDay.AddDays(-1):yyyyMMdd},{bill.Quantity / Tariff.BaseUnitsPerUnit},一般工商业,{asked.TotalFen / FenPerYuan:0.00},模拟\n");
    }

    private static string LineOf(Bill bill, Price due)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bill.Number},{bill.Account},{bill.FirstDay:yyyy-MM-dd},{bill.EndDay:yyyy-MM-dd},{bill.Quantity / Tariff.BaseUnitsPerUnit},{due.TotalFen / FenPerYuan:0.00}\n");
    }

    private static void WriteResource(string name, string path)
    {
        using Stream resource = typeof(PastBills).Assembly.GetManifestResourceStream(Resources + name)
            ?? throw new InvalidOperationException($"{name} is not in this program.");
        using FileStream file = File.Create(path);
        resource.CopyTo(file);
    }
}
