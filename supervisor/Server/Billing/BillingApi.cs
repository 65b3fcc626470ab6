using System.Globalization;
using System.Text;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Billing.Receipts;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>What facilities consumed, what it costs, and whether their bills are right; docs/reference/http.md lists it.</summary>
internal sealed class BillingApi(ILedgerStore ledger, BillingBook book, CurrentEnrolment enrolment, SupervisorOptions options, SupervisorClock clock)
{
    // One at a time: a month is thousands of records.
    private readonly Lock _gate = new();

    /// <summary>The month of a facility; without one, that which runs.</summary>
    public Task<IResult> GetAsync(string id, string? month)
    {
        return AnswerAsync(id, month, async (facility, accounts, first) =>
        {
            DateOnly from = first.AddMonths(-1);
            DateOnly to = first.AddMonths(1);
            Bill[] bills =
            [
                .. (await book.ReadBillsAsync(id, accounts.Select(account => account.Account))).Where(bill => bill.EndDay > from && bill.FirstDay < to),
            ];
            lock (_gate)
            {
                BillingMonth figures = new(ledger, first, bills.Select(bill => bill.FirstDay).Append(from).Min());
                BillAudit audit = new(accounts, figures.EvidenceOf, BillAudit.DefaultToleranceFen);
                return TypedResults.Ok(new BillingDocument(
                    id,
                    facility.Name,
                    NameOf(first),
                    [.. accounts.Select(figures.ViewOf)],
                    AuditDocument.Of([.. bills.Select(audit.Judge)]).Bills));
            }
        });
    }

    /// <summary>The receipt of a facility's month.</summary>
    public Task<IResult> GetReceiptAsync(string id, string? month, HttpResponse response)
    {
        return AnswerAsync(id, month, (facility, accounts, first) =>
        {
            lock (_gate)
            {
                ReceiptDocument receipt = ReceiptBuilder.Of(
                    id, facility.Name, first, accounts, new BillingMonth(ledger, first, first).EvidenceOf, ProtectionOf(id, first));

                // The page has a style of its own and nothing else.
                response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src '{ReceiptPage.StyleHash}'; frame-ancestors 'none'; base-uri 'none'";
                return Task.FromResult<IResult>(TypedResults.Text(ReceiptPage.Render(receipt), "text/html", Encoding.UTF8));
            }
        });
    }

    private async Task<IResult> AnswerAsync(string id, string? month, Func<EnrolledFacility, AuditAccount[], DateOnly, Task<IResult>> answer)
    {
        return enrolment.FindFacility(id) is { } facility
            ? await answer(
                facility,
                [.. (await book.ReadAccountsAsync(id)).Values.Select(booked => booked.Account)],
                ReceiptBuilder.ReadMonth(month ?? NameOf(options.Days.DayOf(clock.NowMs))))
            : Refusal.OfUnknown(id);
    }

    private ReceiptProtection ProtectionOf(string id, DateOnly first)
    {
        DayChange[] newest =
        [
            .. ledger.ReadDayChanges(id, first, first.AddMonths(1).AddDays(-1)).GroupBy(change => change.Day).Select(day =>
                day.LastOrDefault(change => change.Kind == DayChangeKind.Closed) ?? day.Last()),
        ];
        return ReceiptBuilder.ProtectionOf(first, [.. newest.Select(change => (change.After, change.IsCompliant))]);
    }

    private static string NameOf(DateOnly month)
    {
        return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    }
}
