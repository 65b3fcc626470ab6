namespace Wugang.Supervisor.Rules.Billing;

/// <summary>
/// Reads registers from a table with the columns <c>time</c> (ISO 8601 with offset), <c>register</c> (Wh or litres) and, where meters were
/// changed, <c>meter</c> (serial number).
/// </summary>
public static class RegisterFile
{
    /// <summary>Largest register: what JSON carries exactly, as on the wire.</summary>
    public const long RegisterMax = (1L << 53) - 1;

    private static readonly string[] Columns = ["time", "register", "meter"];

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="rolloverAt">Where a register begins again at 0, in Wh or litres; 0 where it does not.</param>
    /// <exception cref="InvalidDataException">Something in it is wrong; the message names file, line and field.</exception>
    public static RegisterSeries Read(byte[] bytes, string file, long rolloverAt)
    {
        CsvTable table = CsvTable.Parse(TextFile.Decode(bytes, file), file);
        table.RefuseOthers(Columns);
        int time = table.Require("time");
        int register = table.Require("register");
        int meter = table.Find("meter");
        List<RegisterRow> rows = new(table.Rows.Count);
        foreach (CsvRow row in table.Rows)
        {
            if (Moments.Read(row.Cells[time], out long unixMs) is { } fault)
            {
                throw row.Fault("time", fault);
            }

            rows.Add(new RegisterRow(unixMs, row.Whole(register, "register", RegisterMax, "Wh or litres"), meter < 0 ? "" : row.Cells[meter], row.Line));
        }

        try
        {
            return RegisterSeries.Of(rows, rolloverAt, line => $"line {line}");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }
}
