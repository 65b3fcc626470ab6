using System.Globalization;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A row of a table.</summary>
/// <param name="File">Name of the file, for messages.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Cells">Its fields, without quotes and white space around them.</param>
public sealed record CsvRow(string File, int Line, IReadOnlyList<string> Cells)
{
    /// <summary>What is wrong with a field, with its place.</summary>
    public InvalidDataException Fault(string column, string what)
    {
        return new InvalidDataException($"{File}: line {Line}: {column}: {what}");
    }

    /// <summary>A whole number from 0 on.</summary>
    /// <exception cref="InvalidDataException">It is none, or beyond the largest.</exception>
    public long Whole(int index, string column, long max, string unit)
    {
        return long.TryParse(Cells[index], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= max
            ? number
            : throw Fault(column, $"'{Cells[index]}' must be a whole number of {unit} from 0 to {max}");
    }

    /// <summary>A decimal number from 0 on, with a point and without signs between thousands.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public decimal Decimal(int index, string column, int decimals, decimal max, string unit)
    {
        bool isNumber = decimal.TryParse(
            Cells[index], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number);
        if (isNumber && number < 0)
        {
            throw Fault(column, $"{Cells[index]} is negative; it must be a number of {unit} from 0 on");
        }

        return isNumber && number <= max && decimal.Round(number, decimals) == number
            ? number
            : throw Fault(column, $"'{Cells[index]}' must be a number of {unit} from 0 to {max} with at most {decimals} decimals");
    }
}
