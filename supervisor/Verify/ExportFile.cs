using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Verify;

/// <summary>A line of an export.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Kind"><c>record</c>, <c>heartbeat</c> or <c>explanation</c>.</param>
/// <param name="ReceivedMs">When the supervisor received it, milliseconds since 1970 UTC.</param>
/// <param name="Text">The record as received.</param>
public sealed record ExportLine(int Line, string Kind, long ReceivedMs, string Text);

/// <summary>A file as <c>ledger export</c> writes it (docs/reference/export.md): a head, a line for each record, and a digest of all before.</summary>
public static partial class ExportFile
{
    private const string Format = "wugang-ledger-export";
    private const int Version = 1;

    /// <summary>Reads the lines; what is wrong with the file itself is reported by line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">Takes the line, and what is wrong there.</param>
    /// <exception cref="InvalidDataException">It is no export, or of a version that is not known.</exception>
    public static IEnumerable<ExportLine> Read(string path, Action<int, string> report)
    {
        using StreamReader reader = new(path, Encoding.UTF8);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string head = reader.ReadLine() ?? "";
        RequireHead(path, head);
        Feed(hash, head);
        int number = 1;
        long count = 0;
        for (string? text = reader.ReadLine(); text is not null; text = reader.ReadLine())
        {
            number++;
            if (LineForm().Match(text) is { Success: true } line)
            {
                Feed(hash, text);
                count++;
                long receivedMs = long.Parse(line.Groups["ms"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                yield return new ExportLine(number, line.Groups["kind"].Value, receivedMs, line.Groups["text"].Value);
            }
            else if (EndForm().Match(text) is { Success: true } end)
            {
                CheckEnd(end, count, Convert.ToHexStringLower(hash.GetHashAndReset()), number, report);
                if (!reader.EndOfStream)
                {
                    report(number + 1, "stands behind the end");
                }

                yield break;
            }
            else
            {
                Feed(hash, text);
                report(number, "is no line of an export");
            }
        }

        report(number + 1, "is missing: the file was cut, its last line with the digest is not there");
    }

    private static void RequireHead(string path, string head)
    {
        try
        {
            JsonElement json = JsonElement.Parse(head);
            if (json.GetProperty("format").GetString() == Format && json.GetProperty("version").GetInt32() == Version)
            {
                return;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Said below.
        }

        throw new InvalidDataException($"{path} is no export of version {Version}: its first line must be of the format '{Format}'.");
    }

    private static void CheckEnd(Match end, long count, string digest, int number, Action<int, string> report)
    {
        if (end.Groups["count"].Value != count.ToString(CultureInfo.InvariantCulture))
        {
            report(number, $"says {end.Groups["count"].Value} lines, there are {count}");
        }

        if (end.Groups["digest"].Value != digest)
        {
            report(number, "has a digest that is not of the lines before it");
        }
    }

    private static void Feed(IncrementalHash hash, string line)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }

    [GeneratedRegex("""^\{"received_ms":(?<ms>[0-9]{1,15}),"(?<kind>record|heartbeat|explanation)":(?<text>\{.*\})\}$""")]
    private static partial Regex LineForm();

    [GeneratedRegex("""^\{"lines":(?<count>[0-9]+),"sha256":"(?<digest>[0-9a-f]{64})"\}$""")]
    private static partial Regex EndForm();
}
