using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>A receipt: its code and, where the page is there and not the code alone, its document.</summary>
/// <param name="Code">What the QR code carries.</param>
/// <param name="Document">The document in the page, or null.</param>
/// <param name="DocumentSha256">Its digest; empty where there is none.</param>
public sealed record ReceiptFile(ReceiptCode Code, JsonElement? Document, string DocumentSha256)
{
    private const string DocumentStart = "<script type=\"application/json\" id=\"receipt\">";
    private const string DocumentEnd = "</script>";
    private const string CodeStart = "id=\"code\">";
    private const string CodeEnd = "</p>";

    /// <summary>Reads a page, or takes a code as it was scanned.</summary>
    /// <param name="pathOrCode">The page's file, or the code itself.</param>
    /// <exception cref="InvalidDataException">It is no receipt.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReceiptFile Read(string pathOrCode)
    {
        if (pathOrCode.StartsWith(ReceiptCode.Start, StringComparison.Ordinal))
        {
            return new ReceiptFile(ReceiptCode.Parse(pathOrCode), null, "");
        }

        string page = File.ReadAllText(pathOrCode);
        string document = Between(pathOrCode, page, DocumentStart, DocumentEnd);
        try
        {
            return new ReceiptFile(
                ReceiptCode.Parse(WebUtility.HtmlDecode(Between(pathOrCode, page, CodeStart, CodeEnd))),
                JsonElement.Parse(document),
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{pathOrCode}: the document in the page is no JSON: {e.Message}", e);
        }
    }

    private static string Between(string file, string page, string start, string end)
    {
        int from = page.IndexOf(start, StringComparison.Ordinal);
        int to = from < 0 ? -1 : page.IndexOf(end, from + start.Length, StringComparison.Ordinal);
        return to < 0 ? throw new InvalidDataException($"{file} is no receipt: there is no {start}") : page[(from + start.Length)..to];
    }
}
