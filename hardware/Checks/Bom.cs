using System.Globalization;

namespace Wugang.Hardware.Checks;

/// <summary>The bill of materials.</summary>
public static class Bom
{
    public static string WriteCsv(Schematic schematic)
    {
        IEnumerable<string> lines = Groups(schematic).Select(group => string.Join(',', new[]
        {
            group.Count().ToString(CultureInfo.InvariantCulture),
            string.Join(' ', group.Select(part => part.Designator)),
            Quote(Row(schematic, group).Description),
            Quote(Row(schematic, group).Manufacturer),
            Quote(Row(schematic, group).Number),
            Quote(Row(schematic, group).Alternate),
            Cost(Row(schematic, group).CostLow * group.Count()),
            Cost(Row(schematic, group).CostHigh * group.Count()),
        }));
        return "quantity,designators,description,manufacturer,number,alternate,cny_low,cny_high\n" + string.Join('\n', lines) + "\n";
    }

    /// <summary>Lowest and highest likely cost of all parts of one board, in yuan.</summary>
    public static (decimal Low, decimal High) Total(Schematic schematic)
    {
        return (
            Groups(schematic).Sum(group => Row(schematic, group).CostLow * group.Count()),
            Groups(schematic).Sum(group => Row(schematic, group).CostHigh * group.Count()));
    }

    public static Table WriteTable(Schematic schematic)
    {
        Table table = new("quantity", "part", "number", "alternate", "CNY");
        foreach (IGrouping<string, Part> group in Groups(schematic))
        {
            CatalogueRow row = Row(schematic, group);
            table.Add(
                group.Count().ToString(CultureInfo.InvariantCulture),
                row.Description,
                $"{row.Manufacturer} {row.Number}",
                row.Alternate,
                $"{Cost(row.CostLow * group.Count())}–{Cost(row.CostHigh * group.Count())}");
        }

        (decimal low, decimal high) = Total(schematic);
        return table.Add(
            schematic.Parts.Count().ToString(CultureInfo.InvariantCulture), "**all parts of one board**", "", "", $"**{Cost(low)}–{Cost(high)}**");
    }

    private static IEnumerable<IGrouping<string, Part>> Groups(Schematic schematic)
    {
        return schematic.Parts.OrderBy(part => part.Designator, StringComparer.Ordinal)
            .GroupBy(part => part.CatalogueId)
            .Where(group => schematic.Catalogue.Find(group.Key) is not null)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
    }

    private static CatalogueRow Row(Schematic schematic, IGrouping<string, Part> group)
    {
        return schematic.Catalogue.Find(group.Key)!;
    }

    private static string Quote(string cell)
    {
        return cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
    }

    private static string Cost(decimal cost)
    {
        return cost.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
