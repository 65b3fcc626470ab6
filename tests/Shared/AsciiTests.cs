using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class AsciiTests
{
    [TestMethod]
    public void TextBecomesItsBytesAndBack()
    {
        Assert.AreEqual("61627e", Bytes.ToHex(Ascii.GetBytes("ab~")));
        Assert.AreEqual("b~", Ascii.GetString(Ascii.GetBytes("ab~c"), 1, 2));
    }

    [TestMethod]
    public void ACharacterOutsideAsciiIsRefused()
    {
        Assert.AreEqual("7f", Bytes.ToHex(Ascii.GetBytes("\u007F")));
        Expect.Throws(typeof(ArgumentException), () => Ascii.GetBytes("\u0080"));
    }

    [TestMethod]
    [DataRow("abc", "abc", 0)]
    [DataRow("ab", "abc", -1)]
    [DataRow("abd", "abc", 1)]
    [DataRow("b", "abc", 1)]
    public void OrderIsByteByByteAndTheShorterFirst(string first, string second, int expected)
    {
        byte[] buffer = Ascii.GetBytes(first + second);

        int order = Ascii.Compare(buffer, 0, first.Length, first.Length, second.Length);

        Assert.AreEqual(expected, order < 0 ? -1 : order > 0 ? 1 : 0);
    }

    [TestMethod]
    [DataRow("main_door_2", true)]
    [DataRow("abcdefghijkl", true)]
    [DataRow("abcdefghijklm", false)]
    [DataRow("", false)]
    [DataRow("Main", false)]
    [DataRow("a-b", false)]
    [DataRow("a b", false)]
    [DataRow("a/b", false)]
    [DataRow("a`b", false)]
    [DataRow("a{b", false)]
    public void ANameIsOneToTwelveOfSmallLettersDigitsAndUnderscore(string text, bool expected)
    {
        Assert.AreEqual(expected, Ascii.IsName(text, 12));
    }

    [TestMethod]
    public void NoTextIsNoName()
    {
        Assert.IsFalse(Ascii.IsName(null, 12));
    }
}
