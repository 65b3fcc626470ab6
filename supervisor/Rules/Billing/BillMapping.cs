using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>How a utility's table of bills is read: which of its columns is what (docs/guides/audit-bills.md).</summary>
/// <param name="Encoding"><see cref="TextFile.Auto"/>, <see cref="TextFile.Utf8"/> or <see cref="TextFile.Gb18030"/>.</param>
/// <param name="Separator">Between fields.</param>
/// <param name="DateFormat">As <c>yyyy-MM-dd</c>.</param>
/// <param name="IsLastDay">Whether <c>to</c> is the last day; else it is the day after.</param>
/// <param name="Columns">Its column, by ours.</param>
/// <param name="Ignored">Columns that are passed over.</param>
public sealed record BillMapping(
    string Encoding,
    char Separator,
    string DateFormat,
    bool IsLastDay,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyCollection<string> Ignored)
{
    private static readonly string[] Needed = ["from", "to", "quantity", "amount"];
    private static readonly string[] Optional = ["bill", "account"];
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d", "yyyyMMdd", "yyyy.MM.dd", "yyyy年M月d日"];

    /// <summary>A table that has our own names of columns.</summary>
    public static BillMapping Own { get; } = new(
        TextFile.Auto, ',', DateFormats[0], IsLastDay: false, Needed.Concat(Optional).ToDictionary(name => name), []);

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="InvalidDataException">It has errors; the message has a line for each.</exception>
    public static BillMapping Read(byte[] document, string file)
    {
        Findings findings = new();
        JsonFields fields = JsonFields.Of(document, file, findings);
        _ = fields.OptionalText("note");
        string encoding = fields.Has("encoding") ? fields.Word("encoding", TextFile.Auto, TextFile.Utf8, TextFile.Gb18030) : TextFile.Auto;
        string separator = fields.Has("separator") ? fields.Word("separator", ",", ";", "tab", "|") : ",";
        string dateFormat = fields.Has("date_format") ? fields.Word("date_format", DateFormats) : DateFormats[0];
        bool isLastDay = fields.Word("to_is", "day_after", "last_day") == "last_day";
        Dictionary<string, string> columns = ReadColumns(fields);
        IReadOnlyList<string> ignored = fields.OptionalTexts("ignored");
        fields.RefuseOthers();
        findings.ThrowIfError(file);
        return new BillMapping(encoding, separator == "tab" ? '\t' : separator[0], dateFormat, isLastDay, columns, [.. ignored]);
    }

    private static Dictionary<string, string> ReadColumns(JsonFields fields)
    {
        Dictionary<string, string> columns = [];
        if (fields.Object("columns") is { } named)
        {
            foreach (string name in Needed)
            {
                columns[name] = named.Text(name);
            }

            foreach (string name in Optional.Where(named.Has))
            {
                columns[name] = named.Text(name);
            }

            named.RefuseOthers();
        }

        return columns;
    }
}
