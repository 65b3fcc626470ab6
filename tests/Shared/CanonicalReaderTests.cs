using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class CanonicalReaderTests
{
    [TestMethod]
    [DataRow("{}")]
    [DataRow("[]")]
    [DataRow("0")]
    [DataRow("true")]
    [DataRow("'x'")]
    [DataRow("''")]
    [DataRow("-1")]
    [DataRow("9007199254740991")]
    [DataRow("-9007199254740991")]
    [DataRow("{'a':1,'b':[1,2,'x',true,false],'c':{}}")]
    [DataRow("{'':0,'a':0}")]
    [DataRow("{'a':0,'aa':0,'b':0}")]
    [DataRow("{'B':0,'_':0,'a':0}")]
    [DataRow("[[[[[[]]]]]]")]
    [DataRow("'\\\\'")]
    [DataRow("'a\\'b'")]
    [DataRow("[{'b':0},{'a':0}]")]
    public void TheOneSpellingIsReadToItsEnd(string text)
    {
        Assert.AreEqual((int)JsonToken.End, (int)LastToken(Bytes.FromJson(text)));
    }

    [TestMethod]
    [DataRow("", (int)JsonToken.NotJson)]
    [DataRow(" {}", (int)JsonToken.NotCanonical)]
    [DataRow("{} ", (int)JsonToken.NotCanonical)]
    [DataRow("{ }", (int)JsonToken.NotCanonical)]
    [DataRow("{'a' :1}", (int)JsonToken.NotCanonical)]
    [DataRow("{'a': 1}", (int)JsonToken.NotCanonical)]
    [DataRow("[1,\n2]", (int)JsonToken.NotCanonical)]
    [DataRow("[1\t]", (int)JsonToken.NotCanonical)]
    [DataRow("[1\r]", (int)JsonToken.NotCanonical)]
    [DataRow("{}{}", (int)JsonToken.NotCanonical)]
    [DataRow("[1,]", (int)JsonToken.NotJson)]
    [DataRow("[,1]", (int)JsonToken.NotJson)]
    [DataRow("[1,,2]", (int)JsonToken.NotJson)]
    [DataRow("[1 2]", (int)JsonToken.NotCanonical)]
    [DataRow("[1'a']", (int)JsonToken.NotJson)]
    [DataRow("{'a':1,}", (int)JsonToken.NotJson)]
    [DataRow("{,}", (int)JsonToken.NotJson)]
    [DataRow("{1:2}", (int)JsonToken.NotJson)]
    [DataRow("{'a'}", (int)JsonToken.NotJson)]
    [DataRow("{'a':}", (int)JsonToken.NotJson)]
    [DataRow("{'a'1}", (int)JsonToken.NotJson)]
    [DataRow("{'a':1]", (int)JsonToken.NotJson)]
    [DataRow("[1}", (int)JsonToken.NotJson)]
    [DataRow("]", (int)JsonToken.NotJson)]
    [DataRow("}", (int)JsonToken.NotJson)]
    [DataRow(":", (int)JsonToken.NotJson)]
    [DataRow("{'b':1,'a':2}", (int)JsonToken.NotCanonical)]
    [DataRow("{'a':1,'a':2}", (int)JsonToken.NotCanonical)]
    [DataRow("{'aa':1,'a':2}", (int)JsonToken.NotCanonical)]
    [DataRow("{'':1,'':2}", (int)JsonToken.NotCanonical)]
    [DataRow("{'a':{'b':1,'a':2}}", (int)JsonToken.NotCanonical)]
    [DataRow("null", (int)JsonToken.NotCanonical)]
    [DataRow("[null]", (int)JsonToken.NotCanonical)]
    [DataRow("tru", (int)JsonToken.NotJson)]
    [DataRow("truE", (int)JsonToken.NotJson)]
    [DataRow("fals", (int)JsonToken.NotJson)]
    [DataRow("True", (int)JsonToken.NotJson)]
    [DataRow("NaN", (int)JsonToken.NotJson)]
    [DataRow("[[[[[[[]]]]]]]", (int)JsonToken.NotCanonical)]
    public void OtherSpellingsAreRefused(string text, int expected)
    {
        Assert.AreEqual(expected, (int)LastToken(Bytes.FromJson(text)));
    }

    [TestMethod]
    [DataRow("-0", (int)JsonToken.NotCanonical)]
    [DataRow("-", (int)JsonToken.NotJson)]
    [DataRow("--1", (int)JsonToken.NotJson)]
    [DataRow("+1", (int)JsonToken.NotJson)]
    [DataRow("01", (int)JsonToken.NotCanonical)]
    [DataRow("00", (int)JsonToken.NotCanonical)]
    [DataRow("-01", (int)JsonToken.NotCanonical)]
    [DataRow("1.0", (int)JsonToken.NotCanonical)]
    [DataRow("[1.0]", (int)JsonToken.NotCanonical)]
    [DataRow("[1e3]", (int)JsonToken.NotCanonical)]
    [DataRow("[1E3]", (int)JsonToken.NotCanonical)]
    [DataRow("9007199254740992", (int)JsonToken.NotCanonical)]
    [DataRow("-9007199254740992", (int)JsonToken.NotCanonical)]
    [DataRow("9999999999999999", (int)JsonToken.NotCanonical)]
    [DataRow("10000000000000000", (int)JsonToken.NotCanonical)]
    [DataRow("99999999999999999999999999", (int)JsonToken.NotCanonical)]
    [DataRow("0x10", (int)JsonToken.NotCanonical)]
    public void OnlyOneSpellingOfAnIntegerIsRead(string text, int expected)
    {
        Assert.AreEqual(expected, (int)LastToken(Bytes.FromJson(text)));
    }

    [TestMethod]
    [DataRow("225c6e22", (int)JsonToken.NotCanonical, "escape n")]
    [DataRow("225c2f22", (int)JsonToken.NotCanonical, "escaped slash")]
    [DataRow("225c753030343122", (int)JsonToken.NotCanonical, "escape u")]
    [DataRow("22c3a922", (int)JsonToken.NotCanonical, "two bytes of UTF-8")]
    [DataRow("22ff22", (int)JsonToken.NotCanonical, "no UTF-8")]
    [DataRow("227f22", (int)JsonToken.NotCanonical, "delete")]
    [DataRow("220a22", (int)JsonToken.NotJson, "line feed")]
    [DataRow("220022", (int)JsonToken.NotJson, "NUL")]
    [DataRow("221f22", (int)JsonToken.NotJson, "last control character")]
    [DataRow("22", (int)JsonToken.NotJson, "an open text")]
    [DataRow("225c", (int)JsonToken.NotJson, "an open escape")]
    [DataRow("225c22", (int)JsonToken.NotJson, "an escaped quote at the end")]
    [DataRow("efbbbf7b7d", (int)JsonToken.NotJson, "byte order mark")]
    [DataRow("00", (int)JsonToken.NotJson, "NUL outside text")]
    public void OnlyOneSpellingOfATextIsRead(string hex, int expected, string reason)
    {
        Assert.AreEqual(expected, (int)LastToken(Bytes.FromHex(hex)), reason);
    }

    [TestMethod]
    public void TruncatedAtEveryByteItIsNeverAtItsEnd()
    {
        byte[] whole = Bytes.FromJson("{'a':[1,-2,'x\\'y\\\\',true],'b':{'c':false,'d':9007199254740991}}");

        for (int count = 0; count < whole.Length; count++)
        {
            byte[] part = Bytes.Slice(whole, 0, count);
            Assert.AreEqual((int)JsonToken.NotJson, (int)LastToken(part), count.ToString());
        }

        Assert.AreEqual((int)JsonToken.End, (int)LastToken(whole));
    }

    [TestMethod]
    public void NothingOutsideTheRangeIsRead()
    {
        CanonicalReader reader = new CanonicalReader();
        byte[] buffer = Bytes.FromJson("12345");

        reader.Restart(buffer, 1, 3);

        Assert.AreEqual((int)JsonToken.Integer, (int)reader.Read());
        Assert.AreEqual(234L, reader.IntegerValue);
        Assert.AreEqual((int)JsonToken.End, (int)reader.Read());
    }

    [TestMethod]
    public void ValuesComeOutAsTheyAre()
    {
        CanonicalReader reader = new CanonicalReader();
        byte[] buffer = Bytes.FromJson("{'a\\'':'x\\\\y','n':-12,'o':[{}]}");
        reader.Restart(buffer, 0, buffer.Length);

        Assert.AreEqual((int)JsonToken.BeginObject, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
        Assert.AreEqual("a\"", reader.GetText());
        Assert.AreEqual((int)JsonToken.Text, (int)reader.Read());
        Assert.AreEqual("x\\y", reader.GetText());
        Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
        Assert.IsTrue(reader.IsText("n"));
        Assert.AreEqual((int)JsonToken.Integer, (int)reader.Read());
        Assert.AreEqual(-12L, reader.IntegerValue);
        Assert.AreEqual((int)JsonToken.Name, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.BeginArray, (int)reader.ReadValue());
        Assert.AreEqual((int)JsonToken.EndObject, (int)reader.Read());
        Assert.AreEqual((int)JsonToken.End, (int)reader.Read());
    }

    private static JsonToken LastToken(byte[] text)
    {
        CanonicalReader reader = new CanonicalReader();
        reader.Restart(text, 0, text.Length);
        for (int i = 0; i <= text.Length; i++)
        {
            JsonToken token = reader.Read();
            if (token == JsonToken.End || token == JsonToken.NotJson || token == JsonToken.NotCanonical)
            {
                return token;
            }
        }

        Assert.IsTrue(false, "The reader does not come to an end.");
        return 0;
    }
}
