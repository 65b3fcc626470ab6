using System.Globalization;
using System.Text;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Billing.Receipts;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>What facilities consumed, what it costs, and whether their bills are right; docs/reference/http.md lists it.</summary>
internal sealed class BillingApi(ILedgerStore ledger, SupervisorOptions options, TimeProvider time)
{
    private readonly BillingFolder _folder = new(options.DataFolder);

    // One at a time: a month is thousands of records.
    private readonly Lock _gate = new();

    /// <summary>The month of a facility; without one, that which runs.</summary>
    public IResult Get(string id, string? month)
    {
        return Answer(id, month, (facility, first) =>
        {
            AuditAccount[] accounts = _folder.ReadAccounts(id);
            DateOnly from = first.AddMonths(-1);
            DateOnly to = first.AddMonths(1);
            Bill[] bills = [.. _folder.ReadBills(accounts).Where(bill => bill.EndDay > from && bill.FirstDay < to)];
            BillingMonth figures = new(ledger, first, bills.Select(bill => bill.FirstDay).Append(from).Min());
            BillAudit audit = new(accounts, figures.EvidenceOf, BillAudit.DefaultToleranceFen);
            return TypedResults.Ok(new BillingDocument(
                id,
                facility.Name,
                NameOf(first),
                [.. accounts.Select(figures.ViewOf)],
                AuditDocument.Of([.. bills.Select(audit.Judge)]).Bills));
        });
    }

    /// <summary>The receipt of a facility's month.</summary>
    public IResult GetReceipt(string id, string? month, HttpResponse response)
    {
        return Answer(id, month, (facility, first) =>
        {
            ReceiptDocument receipt = ReceiptBuilder.Of(
                id, facility.Name, first, _folder.ReadAccounts(id), new BillingMonth(ledger, first, first).EvidenceOf, ProtectionOf(id, first));

            // The page has a style of its own and nothing else.
            response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src '{ReceiptPage.StyleHash}'; frame-ancestors 'none'; base-uri 'none'";
            return TypedResults.Text(ReceiptPage.Render(receipt), "text/html", Encoding.UTF8);
        });
    }

    private IResult Answer(string id, string? month, Func<EnrolledFacility, DateOnly, IResult> answer)
    {
        if (options.Facilities.FirstOrDefault(candidate => candidate.Id == id) is not { } facility)
        {
            return PersonRequest.RefuseUnknown(id);
        }

        try
        {
            DateOnly first = ReceiptBuilder.ReadMonth(month ?? NameOf(options.Days.DayOf(time.GetUtcNow().ToUnixTimeMilliseconds())));
            lock (_gate)
            {
                return answer(facility, first);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return PersonRequest.Refuse(StatusCodes.Status422UnprocessableEntity, "Not possible", e.Message);
        }
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
