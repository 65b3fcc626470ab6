using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Radio sensors as zones and meters: what they say counts once, their silence is a fault (clauses S3, S4).</summary>
[TestClass]
public class NodeSensorTests
{
    private const string Open = "1a01";
    private const string Closed = "1a00";
    private const string Smoke = "2901";
    private const string NoSmoke = "2900";
    private const string Press = "00073a01";
    private const string PressAgain = "00083a01";
    private const string NoPress = "00063a00";
    private const long SilentAfterMs = SensorSettings.DefaultSilentAfterS * 1000L;
    private const long NoonUnixMs = 1772424000000;

    [TestMethod]
    public void AZoneIsSilentUntilItsSensorHasSpoken()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Board.RunUntil(1000);

        Expect.Contains("\"state\":\"silent\",\"type\":\"smoke\"", SentRecords.Find(bench.Board, "silent", 0));
        Expect.Contains("\"reasons\":[\"zone_fault:zone\"]", bench.Heartbeat());
        bench.Say(NoSmoke);
        Expect.Contains("\"state\":\"normal\",\"type\":\"smoke\"", SentRecords.Find(bench.Board, "\"kind\":\"zone\"", 1));
        Assert.AreEqual(0, SentRecords.Count(bench.Board, "\"alarm\""));
    }

    [TestMethod]
    public void SmokeSoundsInTheVeryStepInWhichItIsHeard()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Say(NoSmoke);

        bench.Say(Smoke);

        Assert.IsTrue(bench.Board.Siren.IsOn);
        Expect.Contains("\"alarm\":\"detected\",\"input_to_siren_ms\":0", SentRecords.Find(bench.Board, "\"alarm\"", 0));
    }

    [TestMethod]
    public void TheSirenComesBeforeTheCounterAndTheCounterBeforeTheRecord()
    {
        SensorBench bench = new SensorBench(ZoneType.Panic);
        bench.Say(NoPress);
        bench.Board.Log.Clear();

        bench.Say(Press);

        int siren = bench.Board.Log.IndexOf("siren on");
        int counter = bench.Board.Log.IndexOf("stored sensors");
        int record = bench.Board.Log.IndexOf("stored a");
        Assert.IsTrue(siren >= 0 && siren < counter && counter < record, siren + " " + counter + " " + record);
    }

    [TestMethod]
    public void ASensorThatFallsSilentIsAFaultAndThenAnAlarm()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        long heardMs = bench.Board.NowMs;
        bench.Say(NoSmoke);

        bench.Board.RunUntil(heardMs + SilentAfterMs - 1);
        Assert.AreEqual(1, SentRecords.Count(bench.Board, "\"silent\""), "that of the start");
        bench.Board.RunUntil(heardMs + SilentAfterMs + 1);
        Assert.AreEqual(2, SentRecords.Count(bench.Board, "\"silent\""));
        Assert.AreEqual(0, SentRecords.Count(bench.Board, "\"alarm\""));
        bench.Board.RunUntil(heardMs + SilentAfterMs + 10001);
        Expect.Contains("\"alarm\":\"fault\"", SentRecords.Find(bench.Board, "\"alarm\"", 0));
    }

    [TestMethod]
    public void ASensorThatNeverSpeaksIsAnAlarmOnceItsTimeIsOver()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);

        bench.Board.RunUntil(SilentAfterMs + 9000);
        Assert.AreEqual(0, SentRecords.Count(bench.Board, "\"alarm\""));
        bench.Board.RunUntil(SilentAfterMs + 10001);
        Assert.AreEqual(1, SentRecords.Count(bench.Board, "\"alarm\":\"fault\""));
    }

    [TestMethod]
    public void WhatSaysNothingOfTheZoneDoesNotKeepItAlive()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Say(NoSmoke);
        bench.Board.RunUntil(SilentAfterMs - 1000);

        bench.Say("0164");
        bench.Board.RunUntil(SilentAfterMs + 2000);

        Assert.AreEqual(2, SentRecords.Count(bench.Board, "\"silent\""));
    }

    [TestMethod]
    public void APressIsActiveForASecondAndTheSamePacketIsNoSecondOne()
    {
        SensorBench bench = new SensorBench(ZoneType.Panic);
        bench.Say(NoPress);

        bench.Say(Press);
        bench.Board.RunUntil(bench.Board.NowMs + 1001);
        bench.Say(Press);
        bench.Board.RunUntil(bench.Board.NowMs + 1001);

        Assert.AreEqual(1, SentRecords.Count(bench.Board, "\"alarm\":\"detected\""));
        Assert.AreEqual(2, SentRecords.Count(bench.Board, "\"state\":\"normal\""));
        bench.Say(PressAgain);
        Assert.AreEqual(2, SentRecords.Count(bench.Board, "\"alarm\":\"detected\""));
    }

    [TestMethod]
    public void ThePacketNumberOfLongAgoIsThatOfAnotherPress()
    {
        SensorBench bench = new SensorBench(ZoneType.Panic);
        bench.Say(Press);
        bench.Board.RunUntil(bench.Board.NowMs + 5000);

        bench.Say(Press);

        Assert.AreEqual(2, SentRecords.Count(bench.Board, "\"alarm\":\"detected\""));
    }

    [TestMethod]
    [DataRow((int)SensorObject.Safety, "2800", "2801")]
    [DataRow((int)SensorObject.Lock, "1f01", "1f00")]
    [DataRow((int)SensorObject.Opening, "11001101", "11001100")]
    [DataRow((int)SensorObject.CarbonMonoxide, "1701", "1700")]
    public void PolarityIsThatOfTheObject(int what, string active, string normal)
    {
        SensorBench bench = new SensorBench(ZoneType.GasLeak, (SensorObject)what);

        bench.Say(normal);
        Expect.Contains("\"active\":[]", bench.Heartbeat());
        bench.Say(active);
        Expect.Contains("\"active\":[\"zone\"]", bench.Heartbeat());
    }

    [TestMethod]
    public void WhatWasTakenIsNotTakenAgainAlsoOverARestart()
    {
        SensorBench bench = new SensorBench(ZoneType.Panic);
        bench.Say(NoPress);
        byte[] older = bench.Sensor.Seal(Press);
        bench.Say(Press);
        byte[] newest = bench.Sensor.Seal(PressAgain);
        bench.Say(PressAgain);
        int alarms = SentRecords.Count(bench.Board, "\"alarm\":\"detected\"");

        bench.Board.Restart();
        bench.Board.RunUntil(1000);
        bench.Send(newest);
        bench.Send(older);
        bench.Board.RunUntil(5000);

        Assert.AreEqual(alarms, SentRecords.Count(bench.Board, "\"alarm\":\"detected\""));
        Expect.Contains("\"refused\":{\"replayed\":1}", bench.Heartbeat());
        bench.Say("00093a01");
        Assert.AreEqual(alarms + 1, SentRecords.Count(bench.Board, "\"alarm\":\"detected\""));
    }

    [TestMethod]
    public void ABatteryThatWasChangedNeedsItsSensorPaired()
    {
        SensorBench bench = new SensorBench(ZoneType.Door);
        bench.Sensor.Counter = 5000;
        bench.Say(Closed);
        bench.Sensor.Counter = 1;

        bench.Say(Open);
        Assert.AreEqual(0, SentRecords.Count(bench.Board, "\"state\":\"active\""));
        bench.Board.Command(1, "pair", "another", 0);
        bench.Say(Open);
        Assert.AreEqual(0, SentRecords.Count(bench.Board, "\"state\":\"active\""));
        bench.Board.Command(2, "pair", "sensor", 0);
        bench.Say(Open);

        Expect.Contains("\"result\":\"unknown_sensor\"", SentRecords.Find(bench.Board, "\"command\":\"pair\"", 0));
        Expect.Contains("\"result\":\"done\"", SentRecords.Find(bench.Board, "\"command\":\"pair\"", 1));
        Assert.AreEqual(1, SentRecords.Count(bench.Board, "\"state\":\"active\""));
    }

    [TestMethod]
    public void ANewKeyBeginsANewCounter()
    {
        SensorBench bench = new SensorBench(ZoneType.Door);
        bench.Sensor.Counter = 5000;
        bench.Say(Closed);
        byte[] recorded = bench.Sensor.Seal(Open);

        bench.ChangeKey("00112233445566778899aabbccddeeff");
        bench.Board.Restart();
        bench.Board.RunUntil(1000);
        bench.Send(recorded);
        bench.Sensor.Counter = 1;
        bench.Say(Open);

        Assert.AreEqual(1, SentRecords.Count(bench.Board, "\"state\":\"active\""));
        Expect.Contains("\"refused\":{\"forged\":1}", bench.Heartbeat());
    }

    [TestMethod]
    public void AFloodOfForgedOnesHidesNoAlarm()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Say(NoSmoke);
        byte[] forged = bench.Sensor.Seal(NoSmoke);
        for (int i = 0; i < 1000; i++)
        {
            forged[1] = (byte)(i & 0xFF);
            forged[2] = (byte)(i >> 8);
            forged[6] = 0x7F;
            bench.Sensor.Send(bench.Board.Board.Air, forged, bench.Board.NowMs);
        }

        bench.Say(Smoke);

        Assert.IsTrue(bench.Board.Siren.IsOn, "the newest of those that wait is kept");
        Expect.Contains("\"refused\":{\"flooded\":997,\"forged\":3}", bench.Heartbeat());
    }

    [TestMethod]
    [DataRow("4029001a00", "plain")]
    [DataRow("452900", "truncated")]
    [DataRow("6029001a00", "other_version")]
    public void WhatIsRefusedIsCountedAndShown(string data, string reason)
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Say(NoSmoke);

        bench.Send(Bytes.FromHex(data));

        Expect.Contains("\"name\":\"sensor\",\"refused\":{\"" + reason + "\":1},\"signal_dbm\":-61}", bench.Heartbeat());
    }

    [TestMethod]
    [DataRow("2901fe00", "unknown_object")]
    [DataRow("29010164", "out_of_order")]
    [DataRow("2902", "bad_value")]
    public void AnObjectThatIsWrongRefusesAllOfThem(string objects, string reason)
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Say(NoSmoke);

        bench.Say(objects);

        Assert.IsFalse(bench.Board.Siren.IsOn);
        Expect.Contains("\"refused\":{\"" + reason + "\":1}", bench.Heartbeat());
    }

    [TestMethod]
    public void AFlashThatRefusesHoldsUpNoAlarm()
    {
        SensorBench bench = new SensorBench(ZoneType.Panic);
        bench.Say(NoPress);
        bench.Board.Storage.IsFailing = true;
        byte[] press = bench.Sensor.Seal(Press);

        bench.Say(Press);
        Assert.IsTrue(bench.Board.Siren.IsOn);
        bench.Board.Storage.IsFailing = false;
        bench.Board.RunUntil(bench.Board.NowMs + 100);
        int alarms = SentRecords.Count(bench.Board, "\"alarm\"");
        bench.Board.Restart();
        bench.Send(press);
        bench.Board.RunUntil(3000);

        Assert.AreEqual(alarms, SentRecords.Count(bench.Board, "\"alarm\""), "the counter was stored with the next step");
    }

    [TestMethod]
    public void AMeterTellsTheRegisterThatItsSensorSaidLast()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);
        bench.Board.Settings.Meters = new MeterSettings[]
        {
            new MeterSettings("water", Medium.Water, bench.Sensor.Settings),
            new MeterSettings("power", Medium.Electricity, bench.Sensor.Settings),
        };
        bench.Board.Restart();
        bench.Board.RunUntil(700000);
        bench.Say("4d12138a144f87562a01");
        bench.Board.Clock.Set(NoonUnixMs + bench.Board.NowMs);

        bench.Board.RunUntil(901000);
        Expect.Contains("\"meter\":\"water\",\"status\":\"no_answer\"", SentRecords.OfMeter(bench.Board, "water", 0));
        Expect.Contains("\"register_l\":19551}", SentRecords.OfMeter(bench.Board, "water", 1));
        Expect.Contains("\"register_wh\":344593170}", SentRecords.OfMeter(bench.Board, "power", 1));
        bench.Board.RunUntil(1801000);
        Expect.Contains("\"status\":\"no_answer\"", SentRecords.OfMeter(bench.Board, "water", 2));
    }

    [TestMethod]
    public void ALowBatteryIsAFaultUntilItIsGoodAgain()
    {
        SensorBench bench = new SensorBench(ZoneType.Smoke);

        bench.Say("010f2900");
        bench.Say("01132900");
        Assert.AreEqual(1, SentRecords.Count(bench.Board, "sensor_battery"), "little more is no new battery");
        bench.Say("01642900");

        Expect.Contains(
            "\"fault\":\"sensor_battery\",\"sensor\":\"sensor\",\"state\":\"begun\"", SentRecords.Find(bench.Board, "sensor_battery", 0));
        Expect.Contains("\"state\":\"ended\"", SentRecords.Find(bench.Board, "sensor_battery", 1));
        Expect.Contains("\"sensor\":{\"battery\":100,\"battery_low\":false,\"heard_s\":", bench.Heartbeat());
    }

    /// <summary>A node with one zone at one sensor.</summary>
    private sealed class SensorBench
    {
        public SensorBench(ZoneType type)
            : this(type, SensorObjects.UsualOf(type))
        {
        }

        public SensorBench(ZoneType type, SensorObject what)
        {
            Board.Settings.Meters = new MeterSettings[0];
            Board.Settings.Sensors = new SensorSettings[] { Sensor.Settings };
            Board.Settings.Zones = new ZoneSettings[]
            {
                new ZoneSettings { Name = "zone", Type = type, Sensor = Sensor.Settings, Object = what },
            };
            Board.Keys.Sensors = new SensorKey[] { new SensorKey(Sensor.Settings.Address, Sensor.Key) };
            Board.Start();
            Board.Clock.Set(NoonUnixMs);
            Board.RunUntil(100);
        }

        public TestBoard Board { get; } = new TestBoard();

        public FakeSensor Sensor { get; } = new FakeSensor("sensor", "54:48:E6:8F:80:A5");

        public void Say(string objects)
        {
            Sensor.Say(Board.Board.Air, objects, Board.NowMs);
            Settle();
        }

        public void Send(byte[] data)
        {
            Sensor.Send(Board.Board.Air, data, Board.NowMs);
            Settle();
        }

        public void ChangeKey(string hex)
        {
            Sensor.Key = Bytes.FromHex(hex);
            Board.Keys.Sensors[0] = new SensorKey(Sensor.Settings.Address, Sensor.Key);
        }

        /// <summary>The next heartbeat.</summary>
        public string Heartbeat()
        {
            Board.RunUntil(Board.NowMs + 30100);
            string[] heartbeats = Board.Link.On("/state retained");
            return heartbeats[heartbeats.Length - 1];
        }

        private void Settle()
        {
            Board.RunUntil(Board.NowMs + 10);
            Board.Acknowledge(Board.Link.On("/journal").Length);
        }
    }
}
