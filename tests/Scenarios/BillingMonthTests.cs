using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Billing.Receipts;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Tariffs;
using Wugang.Supervisor.Verify;

namespace Wugang.Tests.Scenarios;

/// <summary>
/// Clause P6, from the meters' digits to the verdict: a month of virtual consumption, its bills, and its receipt, which is checked offline by code
/// that shares nothing with what made it.
/// </summary>
[TestClass]
public sealed class BillingMonthTests
{
    private static readonly Lazy<VirtualMonth> Month = new(VirtualMonth.Run);
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly BilingualName Name = new("示例托育园", "Example nursery");

    private static readonly AuditAccount[] Accounts =
    [
        Account("E1", "power", "fictional-electricity", "residential_combined") with { Voltage = "below_1kv" },
        Account("W1", "water", "fictional-water", "residential_combined"),
        Account("G1", "kitchen", "fictional-gas", "residential_combined"),
    ];

    [TestMethod]
    public void AWronglyPricedBillOfAVirtualMonthIsFoundWithAmountAndProof()
    {
        BillAudit audit = new(Accounts, Evidence, BillAudit.DefaultToleranceFen);
        Price due = PriceOf(Accounts[0], isOtherwise: false);
        Price asked = PriceOf(Accounts[0], isOtherwise: true);

        BillVerdict right = audit.Judge(BillOf("E1", due.Quantity, due.TotalFen));
        BillVerdict wrong = audit.Judge(BillOf("E1", due.Quantity, asked.TotalFen));

        Assert.AreEqual((BillOutcome.Applied, 0L), (right.Outcome, right.DifferenceFen));
        Assert.AreEqual((BillOutcome.NotApplied, BillReason.AmountIsOfOtherClass), (wrong.Outcome, wrong.Reason));
        Assert.AreEqual(asked.TotalFen - due.TotalFen, wrong.DifferenceFen);
        Assert.IsGreaterThan(1000L, wrong.DifferenceFen!.Value);
        Assert.AreEqual(VirtualMonth.Node, wrong.Proof!.Source);
        Assert.AreEqual((31 * 96) + 1, wrong.Proof.Count, "a record for each quarter of an hour, and one for the begin");
        Assert.AreEqual(0, due.EstimatedQuantity);
    }

    [TestMethod]
    public void TheReceiptOfAVirtualMonthIsProvedByItsExport()
    {
        using TempExport export = new(Month.Value, Month.Value.Entries);
        ReceiptDocument receipt = ReceiptOf();
        File.WriteAllText(export.Receipt, ReceiptPage.Render(receipt));

        ReceiptVerification page = ReceiptVerification.Of(ReceiptFile.Read(export.Receipt), export.File);
        ReceiptVerification code = ReceiptVerification.Of(ReceiptFile.Read(receipt.ToCode()), export.File);

        Assert.IsEmpty(Verification.Of(export.File, KeyFile.Read(export.Keys)).Flaws);
        Assert.IsEmpty(page.Flaws, string.Join('\n', page.Flaws));
        Assert.AreEqual(3, page.MeterCount);
        Assert.IsEmpty(code.Flaws);
        Assert.IsGreaterThan(0L, receipt.Meters.Sum(meter => meter.BenefitFen ?? 0));
    }

    [TestMethod]
    [DataRow("\"consumption_base\":", "\"consumption_base\":1", "document has another digest than the code says: the page was changed")]
    [DataRow("\"consumption_base\":", "\"consumption_base\":1", "its registers come to")]
    [DataRow("\"first_register\":", "\"first_register\":1", "does not say that meter 'power' showed")]
    [DataRow("\"total_fen\":", "\"total_fen\":1", "its lines come to")]
    [DataRow("\"unit_price\":0", "\"unit_price\":1", "whose quantity and price come to")]
    [DataRow("\"first_record\":", "\"first_record\":99999", "is not among those that the code names")]
    [DataRow("\"month\":\"2026-03\"", "\"month\":\"2026-02\"", "document is of another facility or month than the code")]
    [DataRow("\"from\":\"2026-03-01", "\"from\":\"2026-02-28", "was not read at the begin of the month")]
    [DataRow("\"meters\":", "\"metres\":", "document does not have the members that it must have")]
    public void AnythingThatIsChangedInAReceiptIsNamed(string from, string to, string flaw)
    {
        using TempExport export = new(Month.Value, Month.Value.Entries);
        string page = ReceiptPage.Render(ReceiptOf());
        int at = page.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(export.Receipt, page[..at] + to + page[(at + from.Length)..]);

        IReadOnlyList<Flaw> flaws = ReceiptVerification.Of(ReceiptFile.Read(export.Receipt), export.File).Flaws;

        Assert.IsTrue(flaws.Any(found => $"{found.Place} {found.What}".Contains(flaw, StringComparison.Ordinal)), string.Join('\n', flaws));
    }

    [TestMethod]
    public void ARecordThatIsMissingFromTheExportIsNamed()
    {
        LedgerEntry[] without = [.. Month.Value.Entries.Where(entry => entry.Record.Sequence != 500)];
        using TempExport export = new(Month.Value, without);

        IReadOnlyList<Flaw> flaws = ReceiptVerification.Of(ReceiptFile.Read(ReceiptOf().ToCode()), export.File).Flaws;

        Assert.AreEqual("have another digest than the receipt says", flaws[0].What);
    }

    private static ReceiptDocument ReceiptOf()
    {
        return ReceiptBuilder.Of("410481001-0007", Name, March, Accounts, Evidence, new ReceiptProtection(29, 1, 1, 2_600_000_000, 1_000_000, 2_000_000));
    }

    private static Price PriceOf(AuditAccount account, bool isOtherwise)
    {
        long fromMs = account.Tariff.Calendar.StartOf(March);
        long toMs = account.Tariff.Calendar.StartOf(March.AddMonths(1));
        return Pricing.Of(isOtherwise ? account.OtherwiseRequestOf(fromMs, toMs)! : account.RequestOf(fromMs, toMs), Evidence(account).Series);
    }

    private static RegisterEvidence Evidence(AuditAccount account)
    {
        return RegisterEvidence.OfRecords(Month.Value.Records, account.Node, account.Meter);
    }

    private static Bill BillOf(string account, long quantity, long amountFen)
    {
        return new Bill("bills.csv", 2, "1", account, March, March.AddMonths(1), quantity, amountFen);
    }

    private static AuditAccount Account(string account, string meter, string tariff, string classId)
    {
        return new AuditAccount(account, "410481001-0007", TariffReader.ReadFile(Path.Combine(AppContext.BaseDirectory, tariff + ".json")), classId)
        {
            Node = VirtualMonth.Node,
            Meter = meter,
            Otherwise = "non_residential",
        };
    }

    /// <summary>An export, its keys and a receipt in a folder of their own, gone with the test.</summary>
    private sealed class TempExport : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wugang-month-");

        public TempExport(VirtualMonth month, IEnumerable<LedgerEntry> entries)
        {
            VirtualMonth.WriteExport(File, entries);
            System.IO.File.WriteAllText(Keys, month.Keys);
        }

        public string File => Path.Combine(_folder.FullName, "month.jsonl");

        public string Keys => Path.Combine(_folder.FullName, "keys.json");

        public string Receipt => Path.Combine(_folder.FullName, "receipt.html");

        public void Dispose()
        {
            _folder.Delete(recursive: true);
        }
    }
}
