using System.Globalization;
using System.Text;
using static Wugang.Supervisor.Rules.Billing.CsvCell;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Verdicts on bills as JSON and as a table (docs/guides/audit-bills.md).</summary>
public sealed record AuditDocument(IReadOnlyList<AuditDocument.Entry> Bills, AuditDocument.Counts Count)
{
    private static readonly string[] Columns =
    [
        "file", "line", "bill", "account", "facility", "from", "to", "billed_quantity", "recorded_quantity", "unit", "billed_fen", "expected_fen",
        "otherwise_fen", "difference_fen", "verdict", "reason", "detail", "would_be", "tariff", "class", "verified", "fictional", "proof",
    ];

    /// <summary>How many bills have which verdict.</summary>
    public sealed record Counts(int Applied, int NotApplied, int CannotTell);

    /// <summary>The verdict on a bill; <paramref name="To"/> is the day after the last.</summary>
    public sealed record Entry(
        string File,
        int Line,
        string Bill,
        string Account,
        string? Facility,
        string From,
        string To,
        decimal BilledQuantity,
        decimal? RecordedQuantity,
        bool QuantityOff,
        string? Unit,
        long BilledFen,
        long? ExpectedFen,
        long? ExpectedForBilledFen,
        long? OtherwiseFen,
        long? DifferenceFen,
        string Verdict,
        string Reason,
        string Detail,
        string? WouldBe,
        string? Tariff,
        string? Class,
        bool Verified,
        bool Fictional,
        RegisterProof? Proof,
        PriceDocument? Expected);

    public static AuditDocument Of(IReadOnlyCollection<BillVerdict> verdicts)
    {
        return new AuditDocument(
            [.. verdicts.Select(EntryOf)],
            new Counts(Count(BillOutcome.Applied), Count(BillOutcome.NotApplied), Count(BillOutcome.CannotTell)));

        int Count(BillOutcome outcome)
        {
            return verdicts.Count(verdict => verdict.Outcome == outcome);
        }
    }

    /// <summary>
    /// A table for spreadsheets, in UTF-8 with a byte order mark. A text that a spreadsheet would take for a formula has an apostrophe before it.
    /// </summary>
    public string ToCsv()
    {
        StringBuilder csv = new("\uFEFF");
        csv.AppendJoin(',', Columns).Append("\r\n");
        foreach (Entry entry in Bills)
        {
            string?[] cells =
            [
                Text(entry.File), Number(entry.Line), Text(entry.Bill), Text(entry.Account), Text(entry.Facility), Text(entry.From), Text(entry.To),
                Number(entry.BilledQuantity), Number(entry.RecordedQuantity), Text(entry.Unit), Number(entry.BilledFen), Number(entry.ExpectedFen),
                Number(entry.OtherwiseFen), Number(entry.DifferenceFen), Text(entry.Verdict), Text(entry.Reason), Text(entry.Detail), Text(entry.WouldBe),
                Text(entry.Tariff), Text(entry.Class), entry.Verified ? "true" : "false", entry.Fictional ? "true" : "false",
                Text(entry.Proof is { } proof ? $"{proof.Source}: {proof.Place} {proof.First} to {proof.Last}, sha256 {proof.Sha256}" : null),
            ];
            csv.AppendJoin(',', cells).Append("\r\n");
        }

        return csv.ToString();
    }

    private static Entry EntryOf(BillVerdict verdict)
    {
        Bill bill = verdict.Bill;
        return new Entry(
            bill.File,
            bill.Line,
            bill.Number,
            bill.Account,
            verdict.Account?.Facility,
            DayOf(bill.FirstDay),
            DayOf(bill.EndDay),
            PriceDocument.Units(bill.Quantity),
            verdict.Expected is { } expected ? PriceDocument.Units(expected.Quantity) : null,
            verdict.IsQuantityOff,
            verdict.Account?.Tariff.Unit,
            bill.AmountFen,
            verdict.Expected?.TotalFen,
            verdict.ExpectedForBilled?.TotalFen,
            verdict.OtherwiseForBilled?.TotalFen,
            verdict.DifferenceFen,
            NameOf(verdict.Outcome),
            NameOf(verdict.Reason),
            verdict.Detail,
            verdict.WouldBe is { } wouldBe ? NameOf(wouldBe) : null,
            verdict.Account?.Tariff.Id,
            verdict.Account?.Class,
            verdict.Expected?.IsVerified ?? false,
            verdict.Account?.Tariff.IsFictional ?? false,
            verdict.Proof,
            verdict.Expected is { } price ? PriceDocument.Of(price) : null);
    }

    private static string DayOf(DateOnly day)
    {
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string NameOf<T>(T member)
        where T : struct, Enum
    {
        return System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
    }
}
