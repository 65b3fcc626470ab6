using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>What heartbeats tell of radio sensors, one at a time, and what is not understood of it.</summary>
[TestClass]
public class SensorStatusTests
{
    private const long ReceivedMs = Bench.NowMs;

    private readonly TestNode _node = new() { Time = ClockReading.At(ReceivedMs - 500, 1000, ClockQuality.Sync) };
    private readonly NodeStatus _status = new();
    private readonly Bench _bench;

    public SensorStatusTests()
    {
        _bench = new Bench(_node);
    }

    [TestMethod]
    public void HeartbeatsTellOfOneSensorEach()
    {
        Apply(_node.Topics.State, Beat("door_sensor", "replayed", 3));
        Apply(_node.Topics.State, Beat("smoke_sensor", "forged", 1));

        CollectionAssert.AreEqual(new[] { "door_sensor", "smoke_sensor" }, _status.Sensors.Keys.ToArray());
        SensorStatus door = _status.Sensors["door_sensor"];
        Assert.AreEqual(97, door.BatteryPercent);
        Assert.AreEqual(ReceivedMs - 500 - 12_000, door.HeardMs);
        Assert.AreEqual(-61, door.SignalDbm);
        Assert.AreEqual(3, door.Refused["replayed"]);
    }

    [TestMethod]
    public void ALowBatteryShowsFromItsRecordOnAndARestartForgetsTheSensors()
    {
        Apply(_node.Topics.State, Beat("door_sensor", "replayed", 3));

        Apply(_node.Topics.Journal, Battery("sensor_battery", hasBegun: true));
        Assert.IsTrue(_status.Sensors["door_sensor"].IsBatteryLow);
        Assert.IsEmpty(_status.Faults, "it is not one of the node");
        Apply(_node.Topics.Journal, Battery("sensor_battery", hasBegun: false));
        Assert.IsFalse(_status.Sensors["door_sensor"].IsBatteryLow);

        Apply(_node.Topics.Journal, _node.Started());
        Assert.IsEmpty(_status.Sensors);
    }

    [TestMethod]
    public void WhatNoNodeSaysIsNotUnderstood()
    {
        Assert.IsNull(_bench.Accept(_node.Topics.State, Beat("door_sensor", "disliked", 3)).Content);
        Assert.IsNull(_bench.Accept(_node.Topics.State, Beat("door_sensor", "replayed", -1)).Content);
        Assert.IsNull(_bench.Accept(_node.Topics.State, Beat("Door Sensor", "replayed", 3)).Content);
        Assert.IsNull(_bench.Accept(_node.Topics.Journal, Battery("sensor_mood", hasBegun: true)).Content);
    }

    [TestMethod]
    public void ANodeHasNoMoreSensorsThanItCanHave()
    {
        for (int i = 0; i < 40; i++)
        {
            Apply(_node.Topics.State, Beat($"sensor_{i}", "plain", 1));
        }

        Assert.HasCount(16, _status.Sensors);
    }

    private byte[] Beat(string name, string reason, long count)
    {
        return _node.Heartbeat(new TestNode.Saying
        {
            BeforeSiren = data =>
            {
                data.Name("sensor").BeginObject().Name("battery").Integer(97).Name("battery_low").Boolean(false);
                data.Name("heard_s").Integer(12).Name("name").Text(name);
                data.Name("refused").BeginObject().Name(reason).Integer(count).EndObject();
                data.Name("signal_dbm").Integer(-61).EndObject();
            },
        });
    }

    private byte[] Battery(string fault, bool hasBegun)
    {
        return _node.Journal(RecordKind.Fault, data =>
        {
            data.Name("fault").Text(fault).Name("sensor").Text("door_sensor").Name("state").Text(hasBegun ? "begun" : "ended");
        });
    }

    private void Apply(string topic, byte[] record)
    {
        _status.Apply(_bench.Accept(topic, record), ReceivedMs);
    }
}
