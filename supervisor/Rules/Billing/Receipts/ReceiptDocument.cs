using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Billing.Receipts;

/// <summary>A facility's month: protection, consumption, prices, benefit, and which signed records say so (docs/reference/receipts.md).</summary>
/// <param name="Version">Of this format: 1.</param>
/// <param name="Facility">The facility.</param>
/// <param name="Name">Its name.</param>
/// <param name="Month">As <c>2026-03</c>.</param>
/// <param name="From">First instant, ISO 8601 with offset.</param>
/// <param name="To">The instant after the last.</param>
/// <param name="Protection">How its days were; null where that is not said.</param>
/// <param name="Meters">What was consumed, meter by meter.</param>
/// <param name="Records">The signed records that it rests on, one range for each node.</param>
public sealed record ReceiptDocument(
    int Version,
    string Facility,
    BilingualName Name,
    string Month,
    string From,
    string To,
    ReceiptProtection? Protection,
    IReadOnlyList<ReceiptMeter> Meters,
    IReadOnlyList<ReceiptDocument.RecordRange> Records)
{
    /// <summary>What the code of a receipt begins with.</summary>
    public const string CodeStart = "WSN-RECEIPT:1";

    // Nothing in it can end the element of the page that it stands in.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Records of a node.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="First">Number of the first.</param>
    /// <param name="Last">Number of the last.</param>
    /// <param name="Sha256">SHA-256 of all from the first to the last, each as received and ended by a line feed.</param>
    public sealed record RecordRange(string Node, long First, long Last, string Sha256);

    /// <summary>The document as it stands in the page, byte for byte what its digest is of.</summary>
    public string ToJson()
    {
        return JsonSerializer.Serialize(this, Json);
    }

    /// <summary>
    /// What the page's QR code carries: facility, month, the digest of the document, and for each node the numbers of the first and the last record, and the
    /// digest of those between them.
    /// </summary>
    public string ToCode()
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
        IEnumerable<string> ranges = Records.Select(range => $"{range.Node}:{range.First}-{range.Last}:{range.Sha256}");
        return string.Join(';', [CodeStart, Facility, Month, digest, .. ranges]);
    }
}
