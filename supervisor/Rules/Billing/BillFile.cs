using System.Globalization;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Reads a utility's table of bills: all of it, or nothing.</summary>
public static class BillFile
{
    private const decimal QuantityMax = 1_000_000_000;
    private const decimal AmountYuanMax = 1_000_000_000;
    private const int FenPerYuan = 100;
    private const int BillDaysMax = 400;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="mapping">Which column is what.</param>
    /// <exception cref="InvalidDataException">Something in it is wrong; the message names file, line and field.</exception>
    public static IReadOnlyList<Bill> Read(byte[] bytes, string file, BillMapping mapping)
    {
        CsvTable table = CsvTable.Parse(TextFile.Decode(bytes, file, mapping.Encoding), file, mapping.Separator);
        table.RefuseOthers([.. mapping.Columns.Values, .. mapping.Ignored]);
        Dictionary<string, int> places = [];
        foreach ((string name, string column) in mapping.Columns)
        {
            places[name] = name is "bill" or "account" ? table.Find(column) : table.Require(column);
        }

        List<Bill> bills = [.. table.Rows.Select(row => ReadRow(row, mapping, places))];
        if (bills.Count == 0)
        {
            throw new InvalidDataException($"{file}: there is no bill, only a head");
        }

        RefuseDuplicates(bills, file);
        return bills;
    }

    /// <summary>Refuses bills of a number or a time that is billed already.</summary>
    /// <exception cref="InvalidDataException">One is; the message names file, line and field, and the other.</exception>
    public static void RefuseKnown(IEnumerable<Bill> bills, IReadOnlyCollection<Bill> known)
    {
        foreach (Bill bill in bills)
        {
            if (known.FirstOrDefault(other => other.Number.Length > 0 && other.Number == bill.Number) is { } same)
            {
                throw new InvalidDataException($"{bill.File}: line {bill.Line}: bill: '{bill.Number}' is there already, in {same.File}, line {same.Line}");
            }

            if (known.FirstOrDefault(other => other.Account == bill.Account && other.FirstDay < bill.EndDay && bill.FirstDay < other.EndDay) is { } overlapping)
            {
                throw new InvalidDataException(
                    $"{bill.File}: line {bill.Line}: from: overlaps the time of {overlapping.File}, line {overlapping.Line}, account '{bill.Account}'");
            }
        }
    }

    private static Bill ReadRow(CsvRow row, BillMapping mapping, Dictionary<string, int> places)
    {
        DateOnly from = ReadDay(row, mapping, places, "from");
        DateOnly to = ReadDay(row, mapping, places, "to");
        DateOnly end = mapping.IsLastDay ? to.AddDays(1) : to;
        if (end <= from)
        {
            throw row.Fault(mapping.Columns["to"], $"{Cell(row, places, "to")} is not after {Cell(row, places, "from")}: the bill is of no time");
        }

        if (end.DayNumber - from.DayNumber > BillDaysMax)
        {
            throw row.Fault(mapping.Columns["to"], $"the bill is of {end.DayNumber - from.DayNumber} days; {BillDaysMax} are the most");
        }

        decimal quantity = row.Decimal(places["quantity"], mapping.Columns["quantity"], 3, QuantityMax, "kWh or m3");
        decimal amount = row.Decimal(places["amount"], mapping.Columns["amount"], 2, AmountYuanMax, "yuan");
        return new Bill(
            row.File,
            row.Line,
            Cell(row, places, "bill"),
            Cell(row, places, "account"),
            from,
            end,
            (long)(quantity * Tariff.BaseUnitsPerUnit),
            (long)(amount * FenPerYuan));
    }

    private static string Cell(CsvRow row, Dictionary<string, int> places, string name)
    {
        return places.TryGetValue(name, out int place) && place >= 0 ? row.Cells[place] : "";
    }

    private static DateOnly ReadDay(CsvRow row, BillMapping mapping, Dictionary<string, int> places, string name)
    {
        string text = Cell(row, places, name);
        return DateOnly.TryParseExact(text, mapping.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && Moments.IsKnownYear(day.Year)
            ? day
            : throw row.Fault(mapping.Columns[name], $"'{text}' is no day of the form {mapping.DateFormat}");
    }

    private static void RefuseDuplicates(List<Bill> bills, string file)
    {
        if (bills.Where(bill => bill.Number.Length > 0).GroupBy(bill => bill.Number).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            Bill[] two = [.. same.Take(2)];
            throw new InvalidDataException($"{file}: line {two[1].Line}: bill: '{same.Key}' is a duplicate of line {two[0].Line}");
        }

        foreach (IGrouping<string, Bill> account in bills.GroupBy(bill => bill.Account))
        {
            Bill[] inOrder = [.. account.OrderBy(bill => bill.FirstDay).ThenBy(bill => bill.Line)];
            foreach ((Bill before, Bill bill) in inOrder.Zip(inOrder.Skip(1)))
            {
                if (bill.FirstDay < before.EndDay)
                {
                    (Bill first, Bill second) = before.Line < bill.Line ? (before, bill) : (bill, before);
                    bool isSame = (before.FirstDay, before.EndDay) == (bill.FirstDay, bill.EndDay);
                    throw new InvalidDataException(
                        $"{file}: line {second.Line}: from: {(isSame ? "is a duplicate of" : "overlaps the time of")} line {first.Line}"
                        + (account.Key.Length > 0 ? $", account '{account.Key}'" : ""));
                }
            }
        }
    }
}
