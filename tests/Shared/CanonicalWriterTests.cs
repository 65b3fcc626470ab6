using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class CanonicalWriterTests
{
    [TestMethod]
    public void AllKindsOfValuesAreWrittenWithoutWhiteSpace()
    {
        CanonicalWriter json = NewWriter(200);
        json.BeginObject().Name("a").BeginArray().Integer(1).Text("x").Boolean(true).BeginObject().EndObject();
        json.BeginArray().EndArray().EndArray().Name("b").Boolean(false).Name("c").Bytes(Bytes.FromHex("fbff"), 0, 2);
        json.EndObject();

        ExpectJson("{'a':[1,'x',true,{},[]],'b':false,'c':'-_8'}", json);
    }

    [TestMethod]
    [DataRow("plain ~!", "plain ~!")]
    [DataRow("", "")]
    [DataRow("a\"b", "a\\\"b")]
    [DataRow("a\\b", "a\\\\b")]
    [DataRow("a/b", "a/b")]
    public void OnlyQuotesAndBackslashesAreEscaped(string text, string spelling)
    {
        CanonicalWriter json = NewWriter(40);

        json.Text(text);

        Assert.AreEqual("\"" + spelling + "\"", Ascii.GetString(json.Buffer, 0, json.Position));
    }

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\u001F")]
    [DataRow("\u007F")]
    [DataRow("\u00E9")]
    [DataRow("\u6B66")]
    public void TextOutsidePrintableAsciiIsRefused(string text)
    {
        Expect.Throws(typeof(InvalidOperationException), () => NewWriter(40).Text(text));
    }

    [TestMethod]
    [DataRow(0L, "0")]
    [DataRow(-1L, "-1")]
    [DataRow(10L, "10")]
    [DataRow(99L, "99")]
    [DataRow(Limits.MaxWireInteger, "9007199254740991")]
    [DataRow(-Limits.MaxWireInteger, "-9007199254740991")]
    public void IntegersAreWrittenInFull(long value, string expected)
    {
        CanonicalWriter json = NewWriter(40);

        json.Integer(value);

        ExpectJson(expected, json);
    }

    [TestMethod]
    [DataRow(Limits.MaxWireInteger + 1)]
    [DataRow(-Limits.MaxWireInteger - 1)]
    [DataRow(long.MinValue)]
    [DataRow(long.MaxValue)]
    public void IntegersThatOtherReadersRoundAreRefused(long value)
    {
        // RFC 8785, section 3.2.2.3.
        Expect.Throws(typeof(InvalidOperationException), () => NewWriter(40).Integer(value));
    }

    [TestMethod]
    [DataRow("b", "a")]
    [DataRow("a", "a")]
    [DataRow("ab", "a")]
    [DataRow("a_", "aZ")]
    public void MembersOutOfOrderAreRefused(string first, string second)
    {
        CanonicalWriter json = NewWriter(40);
        json.BeginObject().Name(first).Integer(1);

        Expect.Throws(typeof(InvalidOperationException), () => json.Name(second));
    }

    [TestMethod]
    public void TheOrderIsKeptForEachObject()
    {
        CanonicalWriter json = NewWriter(80);

        json.BeginObject().Name("b").BeginObject().Name("a").Integer(1).EndObject().Name("c").BeginArray();
        json.BeginObject().Name("z").Integer(1).EndObject().BeginObject().Name("a").Integer(2).EndObject();
        json.EndArray().EndObject();

        ExpectJson("{'b':{'a':1},'c':[{'z':1},{'a':2}]}", json);
    }

    [TestMethod]
    public void AValueThatDoesNotFitItsBufferIsRefused()
    {
        for (int size = 0; size < 15; size++)
        {
            int bytes = size;
            Expect.Throws(typeof(InvalidOperationException), () => WriteFifteenBytes(bytes));
        }

        WriteFifteenBytes(15);
    }

    [TestMethod]
    public void NestingIsBounded()
    {
        CanonicalWriter json = NewWriter(40);
        for (int i = 0; i < Limits.MaxDepth; i++)
        {
            json.BeginArray();
        }

        Expect.Throws(typeof(InvalidOperationException), () => json.BeginArray());
        Expect.Throws(typeof(InvalidOperationException), () => json.BeginObject());
    }

    [TestMethod]
    public void ARestartForgetsEverything()
    {
        CanonicalWriter json = NewWriter(40);
        json.BeginObject().Name("b").Integer(1);

        json.Restart(0);
        json.BeginObject().Name("a").Integer(1).EndObject();

        ExpectJson("{'a':1}", json);
    }

    private static void WriteFifteenBytes(int bufferBytes)
    {
        NewWriter(bufferBytes).BeginArray().Integer(123).Boolean(true).Bytes(new byte[1], 0, 1).EndArray();
    }

    private static CanonicalWriter NewWriter(int bufferBytes)
    {
        return new CanonicalWriter(new byte[bufferBytes]);
    }

    private static void ExpectJson(string expected, CanonicalWriter json)
    {
        Assert.AreEqual(Bytes.ToText(Bytes.FromJson(expected)), Ascii.GetString(json.Buffer, 0, json.Position));
    }
}
