using System.Globalization;

namespace Wugang.Hardware.Checks;

/// <summary>What can be bought for the parts of the sheets: <c>parts.csv</c>.</summary>
public sealed class PartsCatalogue
{
    private const int ColumnCount = 7;

    private readonly Dictionary<string, CatalogueRow> _rows = new(StringComparer.Ordinal);

    private PartsCatalogue()
    {
    }

    public IEnumerable<string> Ids => _rows.Keys;

    /// <param name="text">Lines of comma-separated values, the first of them the names of the columns.</param>
    /// <exception cref="FormatException">A line has another number of columns, or its costs are no numbers.</exception>
    public static PartsCatalogue Parse(string text)
    {
        PartsCatalogue catalogue = new();
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < lines.Length; i++)
        {
            List<string> cells = SplitLine(lines[i]);
            if (cells.Count != ColumnCount)
            {
                throw new FormatException($"parts.csv({i + 1}) has {cells.Count} columns instead of {ColumnCount}.");
            }

            catalogue._rows[cells[0]] = new CatalogueRow(
                cells[1], cells[2], cells[3], cells[4], ReadCost(cells[5], i), ReadCost(cells[6], i));
        }

        return catalogue;
    }

    /// <returns>Null where there is no such row.</returns>
    public CatalogueRow? Find(string id)
    {
        return _rows.GetValueOrDefault(id);
    }

    private static decimal ReadCost(string cell, int line)
    {
        return decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cost)
            ? cost
            : throw new FormatException($"parts.csv({line + 1}) has the cost '{cell}': write a number of yuan.");
    }

    /// <summary>The cells of a line; one with a comma stands in quotation marks.</summary>
    private static List<string> SplitLine(string line)
    {
        List<string> cells = [];
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (i == line.Length || (line[i] == ',' && !isQuoted))
            {
                cells.Add(line[start..i].Trim('"'));
                start = i + 1;
            }
        }

        return cells;
    }
}
