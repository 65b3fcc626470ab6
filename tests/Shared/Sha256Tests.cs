using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

/// <summary>The hash is that of FIPS 180-4, however its pieces are cut (examples of NIST for FIPS 180-4).</summary>
[TestClass]
public class Sha256Tests
{
    [TestMethod]
    [DataRow("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [DataRow("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [DataRow(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [DataRow(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    public void ExamplesOfTheStandard(string text, string expected)
    {
        Assert.AreEqual(expected, Bytes.ToHex(Sha256.HashOf(Ascii.GetBytes(text))));
    }

    [TestMethod]
    public void PiecesOfAnyLengthGiveTheSame()
    {
        byte[] data = Bytes.Ascending(200);
        string whole = Bytes.ToHex(Sha256.HashOf(data));
        for (int piece = 1; piece <= data.Length; piece++)
        {
            Sha256 hash = new Sha256();
            for (int at = 0; at < data.Length; at += piece)
            {
                hash.Append(data, at, at + piece < data.Length ? piece : data.Length - at);
            }

            Assert.AreEqual(whole, Bytes.ToHex(hash.Complete()));
        }
    }
}
