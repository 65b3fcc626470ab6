using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

/// <summary>Settings are taken whole or refused whole, with what is wrong and where.</summary>
[TestClass]
public class NodeSettingsTests
{
    private const string Good =
        "{'broker':{'host':'broker.local','password':'p\\\\q','port':1883},'heartbeat_interval_s':30,"
        + "'key':{'k':'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8','kid':'1'},'meter_interval_s':900,"
        + "'meters':{'gas':{'litres_per_impulse':10,'medium':'gas','pin':9},"
        + "'power':{'impulses_per_kwh':1600,'medium':'electricity','pin':7}},'node':'410481001-0007-01','reset_pin':14,"
        + "'siren_pin':21,'zones':{'gate':{'debounce_ms':50,'pin':4,'type':'door'},"
        + "'guard_panic':{'debounce_ms':20,'pin':5,'type':'panic'}}}";

    [TestMethod]
    public void GoodSettingsAreUnderstood()
    {
        NodeSettings settings = Read(Good).Read();

        Assert.AreEqual("410481001-0007-01", settings.Node.Value);
        Assert.AreEqual("broker.local", settings.BrokerHost);
        Assert.AreEqual("p\\q", settings.BrokerPassword);
        Assert.AreEqual(1883, settings.BrokerPort);
        Expect.SameBytes(Bytes.Ascending(32), settings.KeySecret);
        Assert.AreEqual(900, settings.MeterIntervalS);
        Assert.AreEqual(2, settings.Meters.Length);
        Assert.AreEqual((int)Medium.Electricity, (int)settings.Meters[1].Medium);
        Assert.AreEqual(1600, settings.Meters[1].Constant.PlateValue);
        Assert.AreEqual(2, settings.Zones.Length);
        Assert.AreEqual((int)ZoneType.Panic, (int)settings.Zones[1].Type);
        Assert.AreEqual(20, settings.Zones[1].DebounceMs);
        Assert.AreEqual(14, settings.Controls.ResetPin);
    }

    [TestMethod]
    public void WhatIsWrittenIsWhatWasRead()
    {
        Expect.SameBytes(Bytes.FromJson(Good), NodeSettingsWriter.Write(Read(Good).Read()));
    }

    [TestMethod]
    [DataRow("'port':1883", "'port':0", "broker.port must be a whole number from 1 to 65535")]
    [DataRow("'port':1883", "'port':65536", "broker.port ")]
    [DataRow("'host':'broker.local'", "'host':''", "broker.host ")]
    [DataRow("'password':'p\\\\q',", "", "broker.password ")]
    [DataRow("'heartbeat_interval_s':30", "'heartbeat_interval_s':4", "heartbeat_interval_s must be a whole number from 5 to 300")]
    [DataRow("'heartbeat_interval_s':30", "'heartbeat_interval_s':301", "heartbeat_interval_s ")]
    [DataRow("'k':'AAEC", "'k':'AAE", "key.k must be 32 bytes")]
    [DataRow("'kid':'1'", "'kid':'K 1'", "key.kid ")]
    [DataRow("'meter_interval_s':900", "'meter_interval_s':3601", "meter_interval_s ")]
    [DataRow("'litres_per_impulse':10", "'litres_per_impulse':10001", "meters.gas.litres_per_impulse ")]
    [DataRow("'medium':'gas'", "'medium':'electricity'", "meters.gas.medium ")]
    [DataRow("'medium':'electricity'", "'medium':'steam'", "meters.power.medium ")]
    [DataRow("410481001-0007-01", "410481001-07-01", "node ")]
    [DataRow("'reset_pin':14", "'reset_pin':49", "reset_pin must be a whole number from 0 to 48")]
    [DataRow("'reset_pin':14", "'reset_pin':7", "reset_pin is a pin that is used twice: 7")]
    [DataRow("'debounce_ms':50", "'debounce_ms':501", "zones.gate.debounce_ms must be a whole number from 0 to 500")]
    [DataRow("'debounce_ms':50,'pin':4", "'debounce_ms':50,'pin':5", "zones.guard_panic.pin is a pin that is used twice: 5")]
    [DataRow("'type':'door'", "'type':'hatch'", "zones.gate.type must be door, smoke or panic")]
    [DataRow("'zones':{'gate'", "'zones':{'Gate'", "zones.Gate.name ")]
    [DataRow("'type':'door'}", "'type':'door','x':1}", "zones")]
    [DataRow("'node':'410481001-0007-01',", "", "node ")]
    [DataRow("{'broker'", "{ 'broker'", "broker ")]
    public void WhatIsWrongIsSaidByPath(string part, string replacement, string error)
    {
        int at = Good.IndexOf(part);
        NodeSettingsReader reader = Read(Good.Substring(0, at) + replacement + Good.Substring(at + part.Length));

        Assert.IsNull(reader.Read());
        Expect.Contains(error, reader.Error);
    }

    [TestMethod]
    public void TooManyMetersAreSaidByTheirPlace()
    {
        string meters = "";
        for (int i = 0; i <= Limits.MaxMeters; i++)
        {
            meters += "'a" + i.ToString() + "':{'litres_per_impulse':1,'medium':'water','pin':3" + i.ToString() + "},";
        }

        int at = Good.IndexOf("'gas'");
        NodeSettingsReader reader = Read(Good.Substring(0, at) + meters + Good.Substring(at));

        Assert.IsNull(reader.Read());
        Assert.AreEqual("meters may hold at most 4 meters", reader.Error);
    }

    [TestMethod]
    public void CutAtAnyByteTheyAreRefusedWithoutAnException()
    {
        byte[] whole = Bytes.FromJson(Good);
        for (int count = 0; count < whole.Length; count++)
        {
            NodeSettingsReader reader = new NodeSettingsReader(Bytes.Slice(whole, 0, count), count);
            Assert.IsNull(reader.Read(), count.ToString());
            Assert.IsNotNull(reader.Error, count.ToString());
        }
    }

    [TestMethod]
    public void NoSettingsAtAllAreSaidToo()
    {
        NodeSettingsReader reader = new NodeSettingsReader(new byte[Limits.MaxSettingsBytes], 0);

        Assert.IsNull(reader.Read());
        Assert.IsNotNull(reader.Error);
    }

    private static NodeSettingsReader Read(string json)
    {
        byte[] bytes = Bytes.FromJson(json);
        return new NodeSettingsReader(bytes, bytes.Length);
    }
}
