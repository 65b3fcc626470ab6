using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;

namespace Wugang.Tests.Shared;

/// <summary>Keys are taken whole or refused whole, and what is said about them never holds them.</summary>
[TestClass]
public class NodeKeysTests
{
    private const string Secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private const string Address = "A4:C1:38:8D:18:B2";
    private const string SensorSecret = "231d39c1d7cc1ab1aee224cd096db932";

    [TestMethod]
    public void GoodKeysAreUnderstood()
    {
        NodeKeys keys = new NodeKeysReader(Good()).Read();

        Assert.AreEqual("1", keys.KeyId);
        Expect.SameBytes(Bytes.Ascending(32), keys.KeySecret);
        Assert.AreEqual("p\\q", keys.BrokerPassword);
        Assert.AreEqual(0x23, (int)keys.FindSensorSecret(Address)[0]);
        Assert.AreEqual(0x32, (int)keys.FindSensorSecret(Address)[15]);
        Assert.IsNull(keys.FindSensorSecret("A4:C1:38:8D:18:B3"));
    }

    [TestMethod]
    public void TheNodesKeyIsEnough()
    {
        Hashtable tree = SettingsTree.Table("key", SettingsTree.Table("kid", "1", "k", Secret));

        NodeKeys keys = new NodeKeysReader(tree).Read();

        Assert.AreEqual("", keys.BrokerPassword);
        Assert.AreEqual(0, keys.Sensors.Length);
    }

    [TestMethod]
    [DataRow("key", "kid", "K 1", "key.kid must be 1 to 32 of a-z, 0-9 and '_'")]
    [DataRow("key", "k", "AAEC", "key.k must be 32 bytes in base64url")]
    [DataRow("key", "alg", 1, "key.alg is not a setting")]
    [DataRow("sensors", "address", "a4:c1:38:8d:18:b2", "sensors[0].address must be a Bluetooth address such as")]
    [DataRow("sensors", "address", "A4:C1:38:8D:18", "sensors[0].address must be a Bluetooth address such as")]
    [DataRow("sensors", "key", "231d39", "sensors[0].key must be 32 hexadecimal digits")]
    [DataRow("sensors", "key", "231d39c1d7cc1ab1aee224cd096db93g", "sensors[0].key must be 32 hexadecimal digits")]
    public void WhatDoesNotFitIsNamedByItsPath(string owner, string name, object value, string expected)
    {
        Hashtable tree = Good();
        Hashtable table = owner == "sensors" ? (Hashtable)((ArrayList)tree[owner])[0] : (Hashtable)tree[owner];
        table[name] = value;

        NodeKeysReader reader = new NodeKeysReader(tree);

        Assert.IsNull(reader.Read());
        Assert.AreEqual(1, reader.Errors.Length);
        Expect.Contains(expected, reader.Errors[0]);
    }

    [TestMethod]
    public void ASensorHasOneKey()
    {
        Hashtable tree = Good();
        ((ArrayList)tree["sensors"]).Add(SettingsTree.Table("address", Address, "key", SensorSecret));

        NodeKeysReader reader = new NodeKeysReader(tree);

        Assert.IsNull(reader.Read());
        Assert.AreEqual("sensors[1].address is that of sensors[0]", reader.Errors[0]);
    }

    private static Hashtable Good()
    {
        return SettingsTree.Table(
            "key",
            SettingsTree.Table("kid", "1", "k", Secret),
            "broker_password",
            "p\\q",
            "sensors",
            SettingsTree.List(SettingsTree.Table("address", Address, "key", SensorSecret)));
    }
}
