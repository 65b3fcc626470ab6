using System.Globalization;
using System.Text;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Reports;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Billing;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary><c>GET /api/v1/townships/{code}/report</c> and <c>report.csv</c>: a month or a year of a township.</summary>
internal sealed class ReportApi(CurrentEnrolment enrolment, LedgerLoader loader, BillingBook billing, SupervisorOptions options)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <summary>The report.</summary>
    /// <param name="code">The township.</param>
    /// <param name="period">A month such as <c>2026-11</c>, or a year.</param>
    /// <param name="caller">Who asks: it is of the facilities that they see.</param>
    public Task<IResult> GetAsync(string code, string? period, Caller caller)
    {
        return AnswerAsync(code, period, caller, TypedResults.Ok);
    }

    /// <summary>The same as a table.</summary>
    public Task<IResult> GetCsvAsync(string code, string? period, Caller caller)
    {
        return AnswerAsync(code, period, caller, report => TypedResults.Text(report.ToCsv(), "text/csv", Encoding.UTF8));
    }

    private async Task<IResult> AnswerAsync(string code, string? period, Caller caller, Func<TownshipReport, IResult> answer)
    {
        EnrolledFacility[] facilities = [.. enrolment.Facilities.Where(facility => facility.Township.Code == code && caller.May(Right.Read, facility.Id))];
        if (facilities.Length == 0)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, "No such township", $"No facility of the township '{code}' is enrolled, or none that you may see.");
        }

        if (!TryParse(period, out DateOnly first, out DateOnly end))
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest, "No such period", $"'period' is a month such as 2026-11 or a year such as 2026, from {FirstYear} to {LastYear}.");
        }

        Task<Func<string, SortedDictionary<string, BillingBook.BookedAccount>>> opening = billing.OpenAccountsAsync(null);
        TownshipReport.FacilityRow[] rows = await Task.WhenAll(facilities.Select(async facility =>
        {
            (AuditAccount[] accounts, string? fault) = await FindAccountsAsync(opening, facility.Id);
            return await loader.LoadAsync(ledger => RowOf(ledger, facility, accounts, fault, first, end));
        }));
        return answer(new TownshipReport(
            facilities[0].Township, period!, options.Days.StartOf(first), options.Days.StartOf(end), rows));
    }

    /// <summary>The accounts of a facility, or why they cannot be read.</summary>
    private static async Task<(AuditAccount[] Accounts, string? Fault)> FindAccountsAsync(
        Task<Func<string, SortedDictionary<string, BillingBook.BookedAccount>>> opening, string facility)
    {
        try
        {
            return ([.. (await opening)(facility).Values.Select(booked => booked.Account)], null);
        }
        catch (InvalidDataException e)
        {
            return ([], e.Message);
        }
    }

    private TownshipReport.FacilityRow RowOf(
        ILedgerStore ledger, EnrolledFacility facility, AuditAccount[] accounts, string? fault, DateOnly first, DateOnly end)
    {
        DaysReport days = DaysReport.Of(ledger.ReadDayChanges(facility.Id, first, end.AddDays(-1)));
        return new TownshipReport.FacilityRow(
            facility.Id,
            facility.Name,
            days.Days,
            days.CompliantDays,
            days.Days - days.CompliantDays,
            days.ClosedDays,
            days.ProtectedMs,
            days.NotProtectedMs,
            days.UnknownMs,
            facility.Nodes.Sum(node => CountAlarms(ledger, node.Id.Value, options.Days.StartOf(first), options.Days.StartOf(end))),
            [.. MediaOf(ledger, accounts, fault, first, end)]);
    }

    private static int CountAlarms(ILedgerStore ledger, string node, long fromMs, long toMs)
    {
        return ledger.ReadMadeIn(node, fromMs, toMs, RecordKind.Zone)
            .Count(entry => entry.Record.Content is RecordContent.ZoneChanged { Cause: not null });
    }

    private IEnumerable<TownshipReport.MediumRow> MediaOf(ILedgerStore ledger, AuditAccount[] accounts, string? fault, DateOnly first, DateOnly end)
    {
        if (fault is not null)
        {
            yield return new TownshipReport.MediumRow("", "", null, null, null, fault);
        }

        BillingMonth figures = new(ledger, end.AddMonths(-1), first);
        foreach (AuditAccount account in accounts)
        {
            yield return RowOf(account, figures, options.Days.StartOf(first), options.Days.StartOf(end));
        }
    }

    private static TownshipReport.MediumRow RowOf(AuditAccount account, BillingMonth figures, long fromMs, long toMs)
    {
        TownshipReport.MediumRow none = new(Media.NameOf(account.Tariff.Medium), account.Account, null, null, null, null);
        try
        {
            RegisterSeries series = figures.EvidenceOf(account).Series;
            (long startMs, long endMs) = (Math.Max(fromMs, series.FirstMs), Math.Min(toMs, series.LastMs));
            if (startMs >= endMs)
            {
                return none with { Problem = "there are no registers of this time" };
            }

            BillingDocument.SumView sum = BillingMonth.SumOf(account, series, startMs, endMs);
            return none with { Consumption = sum.Consumption, CostFen = sum.CostFen, BenefitFen = sum.BenefitFen };
        }
        catch (InvalidDataException e)
        {
            return none with { Problem = e.Message };
        }
    }

    private static bool TryParse(string? period, out DateOnly first, out DateOnly end)
    {
        bool isMonth = DateOnly.TryParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first);
        bool isYear = !isMonth && DateOnly.TryParseExact(period + "-01-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first);
        bool isThere = (isMonth || isYear) && first.Year is >= FirstYear and <= LastYear;
        end = !isThere ? first : isMonth ? first.AddMonths(1) : first.AddYears(1);
        return isThere;
    }
}
