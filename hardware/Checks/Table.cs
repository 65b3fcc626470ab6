using System.Globalization;
using System.Text;

namespace Wugang.Hardware.Checks;

/// <summary>A table of a document, which is computed and written between two markers.</summary>
public sealed class Table
{
    private readonly StringBuilder _text = new();

    public Table(params string[] columns)
    {
        Add(columns);
        _text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", columns.Length))).Append('\n');
    }

    public Table Add(params string[] cells)
    {
        _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        return this;
    }

    /// <summary>A number with so many decimals, with a point whatever the language of the computer.</summary>
    public static string Number(double value, int decimals = 0)
    {
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public override string ToString()
    {
        return _text.ToString();
    }
}
