using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Sim.World;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Board;
using NodeCcm = Wugang.Firmware.Node.Drivers.Bthome.AesCcm;

namespace Wugang.Tests.Simulator;

/// <summary>Virtual sensors: what they send is what the node's driver takes, at the interval and as often as real ones.</summary>
[TestClass]
public class AirTests
{
    private const long StartMs = 1_772_424_000_000;
    private const long Address = 0x5448E68F80A5;
    private static readonly byte[] Key = Convert.FromHexString("231d39c1d7cc1ab1aee224cd096db932");

    private readonly VirtualTime _time = new(StartMs);
    private readonly List<(long AtMs, SensorFrame Frame)> _sent = [];

    [TestMethod]
    public void WhatASensorSendsIsBelievedOnceEach()
    {
        VirtualSensor sensor = NewSensor();
        sensor.Watch(BthomeObject.Door);
        sensor.Read(BthomeObject.WaterMeter, () => 19_551_879);
        sensor.Show(BthomeObject.Door, isActive: true);
        _time.RunUntil(StartMs + 2000);
        BthomeSensor driver = new(Address, Key, new NodeCcm(new WorldCipher()));

        AdvertisementStatus[] judged = [.. _sent.Select(sent => driver.Take([.. sent.Frame.Data], sent.Frame.Data.Length))];

        Assert.HasCount(5, judged);
        Assert.AreEqual(AdvertisementStatus.Ok, judged[0]);
        Assert.IsTrue(judged.Skip(1).All(status => status == AdvertisementStatus.Repeated));
        CollectionAssert.AreEqual(new[] { BthomeObject.Door }, _sent[0].Frame.Active.ToArray());
    }

    /// <summary>bthome.io/format: 1 is safe, so that the usual meaning of 1 would hide a danger.</summary>
    [TestMethod]
    public void SafetyIsTheOtherWayRound()
    {
        VirtualSensor sensor = NewSensor();
        sensor.Watch(BthomeObject.Safety);

        sensor.Show(BthomeObject.Safety, isActive: true);
        _time.RunUntil(StartMs + 2000);

        BthomeSensor driver = new(Address, Key, new NodeCcm(new WorldCipher()));
        driver.Take(_sent[0].Frame.Data, _sent[0].Frame.Data.Length);
        driver.Objects.Restart();
        long value = -1;
        while (driver.Objects.MoveNext(out _))
        {
            value = driver.Objects.Id == BthomeObject.Safety ? driver.Objects.Value : value;
        }

        Assert.AreEqual(0, value);
    }

    [TestMethod]
    public void ItSpeaksAtItsIntervalAndADeadOneNotAtAll()
    {
        VirtualSensor sensor = NewSensor();
        sensor.Begin();

        _time.RunUntil(StartMs + 600_000);
        long[] counters = [.. _sent.Select(sent => (long)sent.Frame.Counter).Distinct()];
        Assert.IsTrue(counters.Length is 9 or 10 or 11, $"{counters.Length} words in ten minutes");
        CollectionAssert.AreEqual(counters.Order().ToArray(), counters);

        sensor.IsDead = true;
        int sentCount = _sent.Count;
        _time.RunUntil(StartMs + 1_200_000);
        Assert.HasCount(sentCount, _sent);
    }

    [TestMethod]
    public void TheSameSeedSpeaksTheSameWay()
    {
        NewSensor().Begin();
        _time.RunUntil(StartMs + 300_000);
        string[] first = [.. _sent.Select(sent => $"{sent.AtMs - StartMs} {Convert.ToHexString(sent.Frame.Data)}")];
        AirTests again = new();
        again.NewSensor().Begin();
        again._time.RunUntil(StartMs + 300_000);

        CollectionAssert.AreEqual(first, again._sent.Select(sent => $"{sent.AtMs - StartMs} {Convert.ToHexString(sent.Frame.Data)}").ToArray());
    }

    private VirtualSensor NewSensor()
    {
        return new VirtualSensor(_time, Address, Key, frame => _sent.Add((_time.NowMs, frame)), new SeededRandom(7, "sensor"));
    }
}
