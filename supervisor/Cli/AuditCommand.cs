using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Cli;

/// <summary><c>audit</c>: whether bills charge the price that is due.</summary>
internal sealed class AuditCommand
{
    private readonly BillingOptions _billing = new(areRequired: false);
    private readonly Option<string> _bills = new("--bills") { Description = "The utility's bills: CSV, UTF-8 or GB18030.", Required = true };
    private readonly Option<string?> _mapping = new("--mapping") { Description = "Which of its columns is what; without it bill, account, from, to, quantity, amount." };
    private readonly Option<string?> _accounts = new("--accounts") { Description = "Whose the accounts are, instead of --tariff, --class and --registers for one." };
    private readonly Option<string?> _export = new("--export") { Description = "What 'ledger export' wrote, for accounts that name a node's meter." };
    private readonly Option<string> _otherwise = new("--otherwise") { Description = "The class whose price would be asked for otherwise.", DefaultValueFactory = _ => "" };
    private readonly Option<long> _tolerance = new("--tolerance-fen")
    {
        Description = "How much a bill may differ by its own rounding.",
        DefaultValueFactory = _ => BillAudit.DefaultToleranceFen,
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object instead of a table." };
    private readonly Option<string?> _output = new("--out") { Description = "Writes the verdicts to this CSV file as well; it must not be there yet." };

    private AuditCommand()
    {
    }

    public static Command Create()
    {
        AuditCommand audit = new();
        Command command = new("audit", "Holds bills against the residential price that is due (docs/guides/audit-bills.md).")
        {
            audit._bills, audit._mapping, audit._accounts, audit._export, audit._otherwise, audit._tolerance, audit._json, audit._output,
        };
        audit._billing.AddTo(command);
        command.SetGuarded(audit.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        long tolerance = parsed.GetValue(_tolerance);
        if (tolerance is < 0 or > 100_000)
        {
            throw new InvalidDataException("--tolerance-fen: must be from 0 to 100000");
        }

        (IReadOnlyList<AuditAccount> accounts, Func<AuditAccount, RegisterEvidence> registersOf) =
            parsed.GetValue(_accounts) is { } file ? AccountsOf(parsed, file) : AccountOf(parsed);
        string bills = parsed.GetValue(_bills)!;
        BillMapping mapping = parsed.GetValue(_mapping) is { } mappingFile
            ? BillMapping.Read(File.ReadAllBytes(mappingFile), mappingFile)
            : BillMapping.Own;
        BillAudit audit = new(accounts, registersOf, tolerance);
        IReadOnlyList<Bill> read = BillFile.Read(File.ReadAllBytes(bills), bills, mapping);
        if (accounts is [{ Account.Length: 0 }] && read.Select(bill => bill.Account).Distinct().Count() > 1)
        {
            throw new InvalidDataException($"{bills}: account: there are bills of several accounts: say with --accounts whose they are");
        }

        AuditDocument document = AuditDocument.Of([.. read.Select(audit.Judge)]);
        if (parsed.GetValue(_output) is { } output)
        {
            using FileStream target = new(output, FileMode.CreateNew, FileAccess.Write);
            target.Write(Encoding.UTF8.GetBytes(document.ToCsv()));
        }

        Console.Out.WriteLine(parsed.GetValue(_json) ? JsonSerializer.Serialize(document, PriceDocument.Json) : TableOf(document));
        return ExitCode.Ok;
    }

    private (IReadOnlyList<AuditAccount>, Func<AuditAccount, RegisterEvidence>) AccountOf(ParseResult parsed)
    {
        Tariff tariff = _billing.ReadTariff(parsed);
        string otherwise = parsed.GetValue(_otherwise)!;
        if (otherwise.Length > 0)
        {
            BillingOptions.RequireClass(tariff, otherwise, "--otherwise");
        }

        AuditAccount account = _billing.AccountOf(parsed, tariff) with { Otherwise = otherwise };
        RegisterEvidence registers = RegisterEvidence.OfFile(File.ReadAllBytes(account.RegistersFile), account.RegistersFile, account.RolloverAt);
        return ([account], _ => registers);
    }

    /// <summary>Registers are read once for each account, and what is wrong with them is a reason for its bills alone.</summary>
    private (IReadOnlyList<AuditAccount>, Func<AuditAccount, RegisterEvidence>) AccountsOf(ParseResult parsed, string file)
    {
        IReadOnlyList<AuditAccount> accounts = AccountBook.ReadFile(file);
        Dictionary<string, List<VerifiedRecord>> records = parsed.GetValue(_export) is { } export ? ExportedRecords.Read(export) : [];
        Dictionary<AuditAccount, RegisterEvidence> known = [];
        return (accounts, account => known.TryGetValue(account, out RegisterEvidence? evidence) ? evidence : known[account] = Read(account));

        RegisterEvidence Read(AuditAccount account)
        {
            if (account.Node.Length == 0)
            {
                return RegisterEvidence.OfFile(File.ReadAllBytes(account.RegistersFile), account.RegistersFile, account.RolloverAt);
            }

            return records.TryGetValue(account.Node, out List<VerifiedRecord>? ofNode)
                ? RegisterEvidence.OfRecords(ofNode, account.Node, account.Meter)
                : throw new InvalidDataException($"there are no records of {account.Node}: give them with --export");
        }
    }

    private static string TableOf(AuditDocument document)
    {
        IEnumerable<string> lines = document.Bills.SelectMany(LinesOf);
        return string.Join(Environment.NewLine, lines.Append(
            $"bills={document.Bills.Count} applied={document.Count.Applied} not_applied={document.Count.NotApplied} cannot_tell={document.Count.CannotTell}"));
    }

    private static IEnumerable<string> LinesOf(AuditDocument.Entry bill)
    {
        yield return $"{bill.File}: line {bill.Line} {bill.Bill} {bill.Account} {bill.From} to {bill.To}: {bill.Verdict} ({bill.Reason}): {bill.Detail}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"    billed {bill.BilledQuantity} {bill.Unit}, {bill.BilledFen} fen; recorded {bill.RecordedQuantity} {bill.Unit}, due {bill.ExpectedFen} fen; difference {bill.DifferenceFen} fen");
        if (bill.QuantityOff)
        {
            yield return "    another quantity was billed than the records show";
        }

        if (bill.Proof is { } proof)
        {
            yield return $"    proof: {proof.Source}, {proof.Place} {proof.First} to {proof.Last}, sha256 {proof.Sha256}";
        }

        if (bill.Fictional)
        {
            yield return "    the tariff is fictional, for examples and tests only";
        }
    }
}
