using System.Globalization;
using Wugang.Firmware.Core.Metering;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Tariffs;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Billing.Receipts;

/// <summary>Makes the receipt of a facility's month.</summary>
public static class ReceiptBuilder
{
    private const string MonthFormat = "yyyy-MM";

    /// <summary>Makes a receipt.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="name">Its name.</param>
    /// <param name="month">The first day of the month.</param>
    /// <param name="accounts">Its accounts that name a node's meter.</param>
    /// <param name="registersOf">Their registers.</param>
    /// <param name="protection">How its days were, or null.</param>
    /// <exception cref="InvalidDataException">There is no account, or its month cannot be priced.</exception>
    public static ReceiptDocument Of(
        string facility,
        BilingualName name,
        DateOnly month,
        IReadOnlyCollection<AuditAccount> accounts,
        Func<AuditAccount, RegisterEvidence> registersOf,
        ReceiptProtection? protection)
    {
        if (accounts.Count == 0)
        {
            throw new InvalidDataException($"no account of facility '{facility}' names a node's meter");
        }

        LocalCalendar calendar = accounts.First().Tariff.Calendar;
        long fromMs = calendar.StartOf(month);
        long toMs = calendar.StartOf(month.AddMonths(1));
        return new ReceiptDocument(
            1,
            facility,
            name,
            month.ToString(MonthFormat, CultureInfo.InvariantCulture),
            NameOf(fromMs),
            NameOf(toMs),
            protection,
            [.. accounts.Select(account => MeterOf(account, registersOf(account), fromMs, toMs))],
            [.. accounts.GroupBy(account => account.Node).Select(node => RangeOf(node.Key, [.. node.Select(registersOf)], fromMs, toMs))]);

        string NameOf(long unixMs)
        {
            return calendar.At(unixMs).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The first day of a month as <c>2026-03</c>.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static DateOnly ReadMonth(string text)
    {
        return DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month) && Moments.IsKnownYear(month.Year)
            ? month
            : throw new InvalidDataException($"'{text}' is no month; write it as 2026-03");
    }

    /// <summary>Adds up the verdicts on the days of a month.</summary>
    public static ReceiptProtection ProtectionOf(DateOnly month, IReadOnlyCollection<(DaySummary Day, bool IsCompliant)> days)
    {
        return new ReceiptProtection(
            days.Count(day => day.IsCompliant),
            days.Count(day => !day.IsCompliant),
            DateTime.DaysInMonth(month.Year, month.Month) - days.Count,
            days.Sum(day => day.Day.ProtectedMs),
            days.Sum(day => day.Day.NotProtectedMs),
            days.Sum(day => day.Day.UnknownMs));
    }

    private static ReceiptMeter MeterOf(AuditAccount account, RegisterEvidence registers, long fromMs, long toMs)
    {
        Price price = Pricing.Of(account.RequestOf(fromMs, toMs), registers.Series);
        long? otherwiseFen = account.OtherwiseRequestOf(fromMs, toMs) is { } request ? Pricing.Of(request, registers.Series).TotalFen : null;
        return new ReceiptMeter(
            account.Node,
            account.Meter,
            Media.NameOf(account.Tariff.Medium),
            account.Tariff.Unit,
            price.Quantity,
            price.EstimatedQuantity,
            PiecesOf(registers.Series.RowsFor(fromMs, toMs), registers.Series.RolloverAt),
            PriceDocument.Of(price),
            otherwiseFen,
            otherwiseFen - price.TotalFen);
    }

    private static ReceiptDocument.RecordRange RangeOf(string node, RegisterEvidence[] meters, long fromMs, long toMs)
    {
        RegisterProof[] proofs = [.. meters.Select(meter => meter.ProofOf(fromMs, toMs))];
        (long first, long last) = (proofs.Min(proof => proof.First), proofs.Max(proof => proof.Last));
        return new ReceiptDocument.RecordRange(node, first, last, meters[0].DigestOf(first, last));
    }

    private static List<ReceiptMeter.Piece> PiecesOf(ReadOnlySpan<RegisterRow> rows, long rolloverAt)
    {
        List<ReceiptMeter.Piece> pieces = [];
        int first = 0;
        for (int i = 1; i <= rows.Length; i++)
        {
            if (i == rows.Length || rows[i].Meter != rows[first].Meter)
            {
                pieces.Add(new ReceiptMeter.Piece(
                    rows[first].Place, rows[first].Register, rows[i - 1].Place, rows[i - 1].Register, rolloverAt));
                first = i;
            }
        }

        return pieces;
    }
}
