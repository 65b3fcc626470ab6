using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>JWS protected headers for unencoded, detached payloads (RFC 7515, RFC 7797).</summary>
public static class ProtectedHeader
{
    private const int MaxKeyIdCharacters = 32;

    /// <summary>Base64url of <c>{"alg":…,"b64":false,"crit":["b64"],"kid":…}</c>.</summary>
    /// <exception cref="ArgumentException">The key id is empty, longer than 32 characters or not of a–z, 0–9 and '_'.</exception>
    public static byte[] Encode(string algorithm, string keyId)
    {
        if (!Ascii.IsName(keyId, MaxKeyIdCharacters))
        {
            throw new ArgumentException("A key id is 1 to 32 characters of a-z, 0-9 and '_'.");
        }

        byte[] json = Ascii.GetBytes(
            "{\"alg\":\"" + algorithm + "\",\"b64\":false,\"crit\":[\"b64\"],\"kid\":\"" + keyId + "\"}");
        byte[] header = new byte[Base64Url.EncodedLength(json.Length)];
        Base64Url.Encode(json, 0, json.Length, header, 0);
        return header;
    }
}
