using System.Collections;
using nanoFramework.Json;

namespace Wugang.Tests.Simulator;

/// <summary>JSON becomes the same trees as with nanoFramework's library.</summary>
[TestClass]
public class JsonTests
{
    [TestMethod]
    [DataRow("7", 7)]
    [DataRow("-2147483648", int.MinValue)]
    [DataRow("2147483648", 2147483648L)]
    [DataRow("18446744073709551615", ulong.MaxValue)]
    [DataRow("7.0", 7.0)]
    [DataRow("7e1", 70.0)]
    [DataRow("true", true)]
    [DataRow("null", null)]
    [DataRow("\"2026-10-01\"", "2026-10-01")]
    [DataRow("\"07:30\"", "07:30")]
    [DataRow("\"a\\\"\\\\\\n\"", "a\"\\\n")]
    [DataRow("\"\\\"a\"", "\"\"a\"")]
    public void AValueHasTheTypeThatTheRealLibraryGives(string json, object? expected)
    {
        Assert.AreEqual(expected, Read($$"""{"x":{{json}}}""")["x"]);
    }

    [TestMethod]
    public void ATextThatLooksLikeATimeIsATime()
    {
        Assert.IsInstanceOfType<DateTime>(Read("""{"x":"2026-10-01T07:30:00"}""")["x"]);
    }

    [TestMethod]
    public void ObjectsAreTablesAndArraysAreLists()
    {
        Hashtable tree = Read("""{"a":[{"b":{"c":[1,2]}}],"d":[]}""");

        Hashtable item = (Hashtable)((ArrayList)tree["a"]!)[0]!;
        CollectionAssert.AreEqual(new object[] { 1, 2 }, (ArrayList)((Hashtable)item["b"]!)["c"]!);
        Assert.HasCount(0, (ArrayList)tree["d"]!);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("7")]
    [DataRow("""{"a":1,"a":2}""")]
    [DataRow("""{"a":[[1]]}""")]
    [DataRow("""{"a":1}x""")]
    [DataRow("""{"a":"\u0041"}""")]
    [DataRow("""{"a":"\/"}""")]
    [DataRow("""{"a":"x\""")]
    public void AnythingElseThrows(string json)
    {
        Assert.ThrowsExactly<DeserializationException>(() => Read(json));
    }

    private static Hashtable Read(string json)
    {
        return (Hashtable)JsonConvert.DeserializeObject(json, typeof(Hashtable));
    }
}
