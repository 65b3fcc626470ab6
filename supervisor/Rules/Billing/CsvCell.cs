using System.Globalization;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Cells of tables for spreadsheets.</summary>
public static class CsvCell
{
    /// <summary>A text in quotes; what a spreadsheet would take for a formula has an apostrophe before it.</summary>
    public static string Text(string? text)
    {
        string safe = text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A number with a point; empty where there is none.</summary>
    public static string? Number(IFormattable? number)
    {
        return number?.ToString(null, CultureInfo.InvariantCulture);
    }
}
