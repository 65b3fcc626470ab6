using System.Globalization;
using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Verify;

/// <summary>What the QR code of a receipt carries, from docs/reference/receipts.md alone.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Month">As <c>2026-03</c>.</param>
/// <param name="DocumentSha256">Digest of the receipt's document.</param>
/// <param name="Ranges">The records that it rests on.</param>
public sealed partial record ReceiptCode(string Facility, string Month, string DocumentSha256, IReadOnlyList<ReceiptCode.Range> Ranges)
{
    /// <summary>What every code begins with.</summary>
    public const string Start = "WSN-RECEIPT:1;";

    /// <summary>Records of a node from a number to another, both included, and their digest.</summary>
    public sealed record Range(string Node, long First, long Last, string Sha256);

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ReceiptCode Parse(string text)
    {
        Match match = Form().Match(text.Trim());
        if (!match.Success)
        {
            throw new InvalidDataException($"'{text}' is no code of a receipt: it begins with {Start}");
        }

        return new ReceiptCode(
            match.Groups["facility"].Value,
            match.Groups["month"].Value,
            match.Groups["document"].Value,
            [
                .. match.Groups["range"].Captures.Select(capture => RangeForm().Match(capture.Value)).Select(range => new Range(
                    range.Groups["node"].Value,
                    long.Parse(range.Groups["first"].ValueSpan, CultureInfo.InvariantCulture),
                    long.Parse(range.Groups["last"].ValueSpan, CultureInfo.InvariantCulture),
                    range.Groups["sha"].Value)),
            ]);
    }

    [GeneratedRegex("^WSN-RECEIPT:1;(?<facility>[0-9-]{1,20});(?<month>[0-9]{4}-[0-9]{2});(?<document>[0-9a-f]{64})(;(?<range>[0-9-]{1,20}:[0-9]{1,15}-[0-9]{1,15}:[0-9a-f]{64}))+$")]
    private static partial Regex Form();

    [GeneratedRegex("^(?<node>[0-9-]+):(?<first>[0-9]+)-(?<last>[0-9]+):(?<sha>[0-9a-f]+)$")]
    private static partial Regex RangeForm();
}
