using nietras.SeparatedValues;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A table of comma-separated values (RFC 4180): a head that names the columns, and rows. Blank lines are passed over.</summary>
public sealed class CsvTable
{
    private CsvTable(string file, IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows)
    {
        (File, Columns, Rows) = (file, columns, rows);
    }

    /// <summary>Name of the file, for messages.</summary>
    public string File { get; }

    /// <summary>Names of the columns, each once.</summary>
    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Takes a text apart.</summary>
    /// <exception cref="InvalidDataException">It is empty, a column has no name or that of another, or a row has another number of fields.</exception>
    public static CsvTable Parse(string text, string file, char separator = ',')
    {
        try
        {
            return ParseRows(text, file, separator);
        }
        catch (NotSupportedException e)
        {
            // What the reader says of a row that it has no room for.
            throw new InvalidDataException($"{file}: has a row that is too long; a quote may not be closed", e);
        }
    }

    /// <summary>The number of a column, or -1.</summary>
    public int Find(string column)
    {
        return Columns.Index().Where(item => item.Item.Equals(column, StringComparison.OrdinalIgnoreCase)).Select(item => item.Index).FirstOrDefault(-1);
    }

    /// <summary>The number of a column that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public int Require(string column)
    {
        int index = Find(column);
        return index >= 0 ? index : throw new InvalidDataException(
            $"{File}: line 1: there is no column '{column}'; there are {string.Join(", ", Columns)}");
    }

    /// <exception cref="InvalidDataException">There is a column that is not among the known ones.</exception>
    public void RefuseOthers(IReadOnlyCollection<string> known)
    {
        foreach (string column in Columns.Where(column => !known.Contains(column, StringComparer.OrdinalIgnoreCase)))
        {
            throw new InvalidDataException($"{File}: line 1: column '{column}' is not known; known are {string.Join(", ", known)}");
        }
    }

    private static CsvTable ParseRows(string text, string file, char separator)
    {
        using SepReader reader = Sep.New(separator).Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = true,
            Trim = SepTrim.Outer,
        }).FromText(text);
        string[]? columns = null;
        List<CsvRow> rows = [];
        int next = 1;
        foreach (SepReader.Row row in reader)
        {
            // Where a row begins is where the one before ended: the reader says it of the first row wrongly.
            int line = next;
            next = row.LineNumberToExcl;
            string[] cells = new string[row.ColCount];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = row[i].ToString();
            }

            if (Array.TrueForAll(cells, cell => cell.Length == 0))
            {
                continue;
            }

            if (columns is null)
            {
                columns = CheckHead(cells, line, file);
            }
            else if (cells.Length != columns.Length)
            {
                throw new InvalidDataException($"{file}: line {line}: has {cells.Length} fields, the head has {columns.Length}");
            }
            else
            {
                rows.Add(new CsvRow(file, line, cells));
            }
        }

        return columns is null
            ? throw new InvalidDataException($"{file}: line 1: is empty; the first line names the columns")
            : new CsvTable(file, columns, rows);
    }

    private static string[] CheckHead(string[] names, int line, string file)
    {
        if (names.Any(name => name.Length == 0))
        {
            throw new InvalidDataException($"{file}: line {line}: a column has no name");
        }

        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"{file}: line {line}: column '{twice.Key}' comes twice");
        }

        return names;
    }
}
