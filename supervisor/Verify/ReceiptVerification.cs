using System.Globalization;
using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>
/// Checks a receipt against an export, offline: the digests in its code, the registers that it names, what they come to, and its arithmetic.
/// The prices themselves are the tariff's; whether they are right, its document says.
/// </summary>
public sealed class ReceiptVerification
{
    // A reading this near to the month's end stands for it; within an interval of that end one is read.
    private const long NearMs = 60_000;
    private const decimal HalfFenYuan = 0.005m;
    private const int FenPerYuan = 100;

    private readonly List<Flaw> _flaws = [];
    private readonly RecordBook _records;
    private readonly ReceiptFile _receipt;

    private ReceiptVerification(ReceiptFile receipt, RecordBook records)
    {
        (_receipt, _records) = (receipt, records);
    }

    /// <summary>All that is not as it should be.</summary>
    public IReadOnlyList<Flaw> Flaws => _flaws;

    /// <summary>How many meters of the document were checked.</summary>
    public int MeterCount { get; private set; }

    /// <summary>Checks a receipt.</summary>
    /// <param name="receipt">The page, or its code alone.</param>
    /// <param name="export">The export; whether that itself is whole, <see cref="Verification"/> says.</param>
    /// <exception cref="InvalidDataException">It is no export.</exception>
    public static ReceiptVerification Of(ReceiptFile receipt, string export)
    {
        ReceiptVerification verification = new(receipt, RecordBook.Read(export));
        verification.CheckRanges();
        try
        {
            verification.CheckDocument();
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            verification.Report("document", "does not have the members that it must have");
        }

        return verification;
    }

    private void CheckRanges()
    {
        foreach (ReceiptCode.Range range in _receipt.Code.Ranges)
        {
            if (_records.Find(range.Node, range.First) is null || _records.Find(range.Node, range.Last) is null)
            {
                Report($"records {range.First} to {range.Last} of {range.Node}", "are not all in the export");
            }
            else if (_records.DigestOf(range) != range.Sha256)
            {
                Report($"records {range.First} to {range.Last} of {range.Node}", "have another digest than the receipt says");
            }
        }
    }

    private void CheckDocument()
    {
        if (_receipt.Document is not { } document)
        {
            return;
        }

        if (_receipt.DocumentSha256 != _receipt.Code.DocumentSha256)
        {
            Report("document", "has another digest than the code says: the page was changed");
        }

        if (document.GetProperty("facility").GetString() != _receipt.Code.Facility || document.GetProperty("month").GetString() != _receipt.Code.Month)
        {
            Report("document", "is of another facility or month than the code");
        }

        long fromMs = MomentOf(document.GetProperty("from"));
        long toMs = MomentOf(document.GetProperty("to"));
        foreach (JsonElement meter in document.GetProperty("meters").EnumerateArray())
        {
            MeterCount++;
            CheckMeter(meter, fromMs, toMs);
        }
    }

    private void CheckMeter(JsonElement meter, long fromMs, long toMs)
    {
        string node = meter.GetProperty("node").GetString()!;
        string name = meter.GetProperty("meter").GetString()!;
        string place = $"meter '{name}' of {node}";
        JsonElement[] pieces = [.. meter.GetProperty("pieces").EnumerateArray()];
        long growth = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            long rolloverAt = pieces[i].GetProperty("rollover_at").GetInt64();
            long first = CheckReading(pieces[i], "first", node, name, rolloverAt, i == 0 ? readMs => readMs <= fromMs + NearMs : null);
            long last = CheckReading(pieces[i], "last", node, name, rolloverAt, i == pieces.Length - 1 ? readMs => readMs >= toMs - NearMs : null);
            growth += last >= first ? last - first : last - first + rolloverAt;
        }

        long consumed = meter.GetProperty("consumption_base").GetInt64();
        bool isEstimated = meter.GetProperty("estimated_base").GetInt64() > 0;
        if (consumed != growth && !(isEstimated && consumed >= 0 && consumed < growth))
        {
            Report(place, $"says that {consumed} were consumed, its registers come to {growth}");
        }

        CheckSum(meter.GetProperty("price"), place, consumed);
    }

    private long CheckReading(JsonElement piece, string end, string node, string meter, long rolloverAt, Func<long, bool>? isAtEnd)
    {
        long sequence = piece.GetProperty(end + "_record").GetInt64();
        long register = piece.GetProperty(end + "_register").GetInt64();
        if (!_receipt.Code.Ranges.Any(range => range.Node == node && sequence >= range.First && sequence <= range.Last))
        {
            Report($"record {sequence} of {node}", "is not among those that the code names");
        }

        (long Register, long? ReadMs)[] found = _records.Find(node, sequence) is { } record
            ? [.. MeterReadings.In(record, meter, rolloverAt).Where(reading => reading.Register == register)]
            : [];
        if (found.Length == 0)
        {
            Report($"record {sequence} of {node}", $"does not say that meter '{meter}' showed {register}");
        }
        else if (isAtEnd is not null && !found.Any(reading => reading.ReadMs is not { } readMs || isAtEnd(readMs)))
        {
            Report($"record {sequence} of {node}", $"was not read at the {(end == "first" ? "begin" : "end")} of the month");
        }

        return register;
    }

    private void CheckSum(JsonElement price, string place, long consumed)
    {
        decimal sum = 0;
        decimal quantity = 0;
        JsonElement[] lines = [.. price.GetProperty("lines").EnumerateArray()];
        foreach (JsonElement line in lines)
        {
            decimal amount = line.GetProperty("amount").GetDecimal();
            bool isMinimum = line.GetProperty("kind").GetString() == "minimum";
            decimal product = line.GetProperty("quantity").GetDecimal() * line.GetProperty("unit_price").GetDecimal();
            if (!isMinimum && Math.Abs(product - amount) > HalfFenYuan)
            {
                Report(place, string.Create(CultureInfo.InvariantCulture, $"has a line of {amount} yuan whose quantity and price come to {product}"));
            }

            sum += amount;
            quantity += line.GetProperty("kind").GetString() == "consumption" ? line.GetProperty("quantity").GetDecimal() : 0;
        }

        if (quantity * 1000 != consumed)
        {
            Report(place, string.Create(CultureInfo.InvariantCulture, $"prices {quantity * 1000}, says that {consumed} were consumed"));
        }

        long totalFen = price.GetProperty("total_fen").GetInt64();
        if (Math.Abs((sum * FenPerYuan) - totalFen) >= 1)
        {
            Report(place, string.Create(CultureInfo.InvariantCulture, $"says {totalFen} fen, its lines come to {sum * FenPerYuan}"));
        }
    }

    private void Report(string place, string what)
    {
        _flaws.Add(new Flaw(place, what));
    }

    private static long MomentOf(JsonElement text)
    {
        return text.GetDateTimeOffset().ToUnixTimeMilliseconds();
    }
}
