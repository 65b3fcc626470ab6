using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Esp32;

namespace Wugang.Tests.Core;

[TestClass]
public class SignatureTests
{
    /// <summary>RFC 7515, appendix A.1.</summary>
    [TestMethod]
    public void TheHs256VectorOfRfc7515Holds()
    {
        byte[] secret = Base64Url.Decode(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        byte[] input = Encoding.ASCII.GetBytes(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcG"
            + "xlLmNvbS9pc19yb290Ijp0cnVlfQ");

        byte[] signature = new NetMac().ComputeHmacSha256(secret, input, 0, input.Length);

        CollectionAssert.AreEqual(Base64Url.Decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), signature);
    }

    [TestMethod]
    public void TheSignatureIsTheHs256OfHeaderDotObjectWithoutSig()
    {
        string record = Encoding.ASCII.GetString(Signing.Record());
        int start = record.IndexOf(",\"sig\":\"", StringComparison.Ordinal);
        int end = record.IndexOf('"', start + 8) + 1;
        string[] parts = record[(start + 8)..(end - 1)].Split("..");

        byte[] input = Encoding.ASCII.GetBytes(parts[0] + "." + record.Remove(start, end - start));
        byte[] secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

        CollectionAssert.AreEqual(HMACSHA256.HashData(secret, input), System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
    }

    /// <summary>RFC 4231, test case 2: in the midst of other bytes, and as all there are.</summary>
    [TestMethod]
    [DataRow("what do ya want for nothing?", 0)]
    [DataRow("?what do ya want for nothing?!", 1)]
    public void TheBoardsHmacTakesARangeAndAWholeArray(string text, int offset)
    {
        byte[] buffer = Encoding.ASCII.GetBytes(text);

        byte[] signature = new HmacMac().ComputeHmacSha256("Jefe"u8.ToArray(), buffer, offset, 28);

        Assert.AreEqual("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Convert.ToHexStringLower(signature));
    }

    [TestMethod]
    public void Base64UrlAgreesWithNet()
    {
        Gen.Byte.Array[0, 100].Sample(bytes =>
        {
            byte[] target = new byte[Base64Url.EncodedLength(bytes.Length)];
            int count = Base64Url.Encode(bytes, 0, bytes.Length, target, 0);
            string text = Encoding.ASCII.GetString(target, 0, count);
            return text == System.Buffers.Text.Base64Url.EncodeToString(bytes) && Base64Url.Decode(text).SequenceEqual(bytes);
        });
    }
}
