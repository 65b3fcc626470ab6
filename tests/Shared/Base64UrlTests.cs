using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class Base64UrlTests
{
    /// <summary>RFC 4648, section 10, without padding.</summary>
    [TestMethod]
    [DataRow("", "")]
    [DataRow("f", "Zg")]
    [DataRow("fo", "Zm8")]
    [DataRow("foo", "Zm9v")]
    [DataRow("foob", "Zm9vYg")]
    [DataRow("fooba", "Zm9vYmE")]
    [DataRow("foobar", "Zm9vYmFy")]
    public void TheVectorsOfRfc4648HoldBothWays(string text, string encoded)
    {
        byte[] source = Ascii.GetBytes(text);
        byte[] target = new byte[Base64Url.EncodedLength(source.Length)];

        int count = Base64Url.Encode(source, 0, source.Length, target, 0);

        Assert.AreEqual(encoded.Length, count);
        Assert.AreEqual(encoded, Bytes.ToText(target));
        Expect.SameBytes(source, Base64Url.Decode(encoded));
    }

    [TestMethod]
    public void TheLastTwoCharactersAreThoseOfTheUrlAlphabet()
    {
        Expect.SameBytes(Bytes.FromHex("fbff"), Base64Url.Decode("-_8"));
    }

    [TestMethod]
    [DataRow("Zh", "one byte, unused bits set")]
    [DataRow("Zm9", "two bytes, unused bits set")]
    [DataRow("Z", "a length that no bytes have")]
    [DataRow("Zg==", "padding")]
    [DataRow("-_+/", "characters of plain base64")]
    [DataRow("Zm v", "white space")]
    public void OtherSpellingsAreRefused(string text, string reason)
    {
        Assert.IsNull(Base64Url.Decode(text), reason);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(4)]
    public void ATargetOfAnotherLengthIsNotFilled(int targetBytes)
    {
        byte[] source = Ascii.GetBytes("Zm9v");

        Assert.IsFalse(Base64Url.TryDecode(source, 0, source.Length, new byte[targetBytes]));
    }
}
