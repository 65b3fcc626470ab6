using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Checks signatures with .NET alone, not with the code that made them.</summary>
internal static class Jws
{
    /// <summary>Whether the document's <c>sig</c> is of the key that it names.</summary>
    /// <param name="document">A canonical object with <c>sig</c>.</param>
    /// <param name="keys">The key set of <c>/api/v1/keys</c>.</param>
    public static bool IsSignedBy(byte[] document, JsonElement keys)
    {
        string text = Encoding.ASCII.GetString(document);
        string signature = JsonElement.Parse(text).GetProperty("sig").GetString()!;
        string[] parts = signature.Split("..");
        JsonElement header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        JsonElement key = keys.GetProperty("keys").EnumerateArray()
            .Single(candidate => candidate.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        Assert.AreEqual("ES256", header.GetProperty("alg").GetString());
        Assert.IsFalse(header.GetProperty("b64").GetBoolean());

        string payload = text.Replace($",\"sig\":\"{signature}\"", "", StringComparison.Ordinal);
        using ECDsa publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decode(key, "x"), Y = Decode(key, "y") },
        });
        return publicKey.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{payload}"),
            Base64Url.DecodeFromChars(parts[1]),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Decode(JsonElement key, string member)
    {
        return Base64Url.DecodeFromChars(key.GetProperty(member).GetString());
    }
}
