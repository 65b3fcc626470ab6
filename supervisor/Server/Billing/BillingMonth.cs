using Wugang.Firmware.Core.Metering;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>Figures of one month from the ledger's records.</summary>
/// <param name="ledger">Where the records are.</param>
/// <param name="month">Its first day.</param>
/// <param name="earliest">The first day of what is priced: that of the month or before.</param>
internal sealed class BillingMonth(ILedgerStore ledger, DateOnly month, DateOnly earliest)
{
    private readonly Dictionary<(string Node, DateOnly First), VerifiedRecord[]> _records = [];
    private readonly Dictionary<AuditAccount, RegisterEvidence> _evidence = [];

    /// <summary>The registers of an account for the month, from the earliest day and the begin of its tier cycle on.</summary>
    /// <exception cref="InvalidDataException">There are none, or they contradict each other.</exception>
    public RegisterEvidence EvidenceOf(AuditAccount account)
    {
        return _evidence.TryGetValue(account, out RegisterEvidence? known) ? known : _evidence[account] = Read(account);
    }

    public BillingDocument.MeterView ViewOf(AuditAccount account)
    {
        TariffEdition newest = account.Tariff.Editions[^1];
        BilingualName className = newest.Classes.FirstOrDefault(prices => prices.Id == account.Class)?.Name ?? new BilingualName(account.Class, account.Class);
        BillingDocument.MeterView view = new(
            account.Account,
            account.Node,
            account.Meter,
            Media.NameOf(account.Tariff.Medium),
            className,
            account.Tariff.Id,
            newest.IsVerified,
            account.Tariff.IsFictional,
            [],
            null,
            null,
            null);
        try
        {
            return Fill(view, account, EvidenceOf(account).Series);
        }
        catch (InvalidDataException e)
        {
            return view with { Problem = e.Message };
        }
    }

    private RegisterEvidence Read(AuditAccount account)
    {
        DateOnly first = CycleStartOf(account);
        if (!_records.TryGetValue((account.Node, first), out VerifiedRecord[]? records))
        {
            LocalCalendar calendar = account.Tariff.Calendar;
            _records[(account.Node, first)] = records =
            [
                .. ledger.ReadAbout(account.Node, calendar.StartOf(first), calendar.StartOf(month.AddMonths(1))).Select(entry => entry.Record),
            ];
        }

        return RegisterEvidence.OfRecords(records, account.Node, account.Meter);
    }

    /// <summary>A day at or before which the tier cycle of the earliest day has begun.</summary>
    private DateOnly CycleStartOf(AuditAccount account)
    {
        string[] classes = [account.Class, account.Otherwise, account.Mixed?.OtherClass ?? ""];
        bool isYearly = account.Tariff.Editions.SelectMany(edition => edition.Classes)
            .Any(prices => prices.Cycle == TierCycle.Year && classes.Contains(prices.Id));
        return isYearly ? new DateOnly(earliest.Year, 1, 1) : earliest.AddMonths(-1);
    }

    private BillingDocument.MeterView Fill(BillingDocument.MeterView view, AuditAccount account, RegisterSeries series)
    {
        LocalCalendar calendar = account.Tariff.Calendar;
        long startMs = calendar.StartOf(month);
        long fromMs = Math.Max(startMs, series.FirstMs);
        long toMs = Math.Min(calendar.StartOf(month.AddMonths(1)), series.LastMs);
        if (fromMs >= toMs)
        {
            throw new InvalidDataException("there are no registers of this month");
        }

        // As much of the month before as there is of this one.
        long beforeMs = calendar.StartOf(month.AddMonths(-1));
        long beforeEndMs = Math.Min(beforeMs + (toMs - startMs), startMs);
        bool isComparable = fromMs == startMs && series.FirstMs <= beforeMs;
        return view with
        {
            Days = [.. DaysOf(series, calendar, fromMs, toMs)],
            ToDate = SumOf(account, series, fromMs, toMs),
            Before = isComparable ? SumOf(account, series, beforeMs, beforeEndMs) : null,
        };
    }

    private static IEnumerable<BillingDocument.DayView> DaysOf(RegisterSeries series, LocalCalendar calendar, long fromMs, long toMs)
    {
        for (DateOnly day = calendar.DayOf(fromMs); calendar.StartOf(day) < toMs; day = day.AddDays(1))
        {
            long dayMs = Math.Max(fromMs, calendar.StartOf(day));
            long endMs = Math.Min(toMs, calendar.StartOf(day.AddDays(1)));
            yield return new BillingDocument.DayView(day, series.Between(dayMs, endMs), series.EstimatedBetween(dayMs, endMs));
        }
    }

    /// <summary>What a time costs, and would cost without the policy.</summary>
    public static BillingDocument.SumView SumOf(AuditAccount account, RegisterSeries series, long fromMs, long toMs)
    {
        Price price = Pricing.Of(account.RequestOf(fromMs, toMs), series);
        long? otherwiseFen = account.OtherwiseRequestOf(fromMs, toMs) is { } request ? Pricing.Of(request, series).TotalFen : null;
        return new BillingDocument.SumView(fromMs, toMs, price.Quantity, price.TotalFen, otherwiseFen, otherwiseFen - price.TotalFen);
    }
}
