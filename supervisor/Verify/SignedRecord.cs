using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>A record or heartbeat as an outsider reads it, from docs/reference/wire.md alone; shares no code with node and supervisor.</summary>
/// <param name="Json">The object.</param>
/// <param name="Signature">The signature's 32 bytes, right for the key.</param>
public sealed record SignedRecord(JsonElement Json, byte[] Signature)
{
    private const int LinkBytes = 16;

    /// <summary>What the first record carries as <c>prev</c>, and the first behind numbers that were passed over.</summary>
    public static string NoLink { get; } = Base64Url.EncodeToString(new byte[LinkBytes]);

    /// <summary>What the next record must carry as <c>prev</c>.</summary>
    public string Link => Base64Url.EncodeToString(Signature.AsSpan(0, LinkBytes));

    public string Kind => Json.GetProperty("kind").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>A number of the record by its name.</summary>
    public long Number(string name)
    {
        return Json.GetProperty(name).GetInt64();
    }

    /// <summary>Reads bytes and checks their signature.</summary>
    /// <param name="text">The record as received.</param>
    /// <param name="findKey">The 32 secret bytes of a key by its id, or null.</param>
    /// <returns>The record, or null with what is wrong in words.</returns>
    public static (SignedRecord? Record, string Fault) Read(string text, Func<string, byte[]?> findKey)
    {
        try
        {
            JsonElement json = JsonElement.Parse(text);
            string signature = json.GetProperty("sig").GetString()!;
            string[] parts = signature.Split('.');
            string keyId = parts.Length == 3 && parts[1].Length == 0 ? KeyIdIn(parts[0]) : "";
            if (keyId.Length == 0)
            {
                return (null, "has no signature of the form <header>..<signature>");
            }

            if (findKey(keyId) is not { } key)
            {
                return (null, $"names the key '{keyId}', which is not among the keys");
            }

            string signed = parts[0] + "." + text.Replace($",\"sig\":\"{signature}\"", "", StringComparison.Ordinal);
            byte[] expected = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed));
            return parts[2] == Base64Url.EncodeToString(expected)
                ? (new SignedRecord(json, expected), "")
                : (null, "has a wrong signature");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return (null, $"is no record: {e.Message}");
        }
    }

    /// <summary>The id in a protected header, which must be spelt exactly as the wire says; empty where it is not.</summary>
    private static string KeyIdIn(string header)
    {
        const string Start = "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"";
        string text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(header));
        return text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith("\"}", StringComparison.Ordinal)
            ? text[Start.Length..^2]
            : "";
    }
}
