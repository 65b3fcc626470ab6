using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>What heartbeats say, before, between and behind the records that they tell of.</summary>
public partial class NodeStatusTests
{
    [TestMethod]
    public void ZonesAreUnknownAfterABootUntilAHeartbeatSpeaksOfThem()
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs, 0, ClockQuality.Sync) };
        Watch watch = new(node);

        watch.Journal(node.Started(("gate", "door"), ("smoke_1", "smoke")));
        Assert.AreEqual(new ZoneStatus("door", ZoneState.Unknown, ReceivedMs), watch.Status.Zones["gate"]);
        Assert.AreEqual(ZoneState.Unknown, watch.Status.Zones["smoke_1"].State);

        watch.State(node.Heartbeat("gate"));
        Assert.AreEqual(ZoneState.Active, watch.Status.Zones["gate"].State);
        Assert.AreEqual(ZoneState.Normal, watch.Status.Zones["smoke_1"].State);
        Assert.AreEqual("day", watch.Status.Protection);
        Assert.AreEqual(TestNode.HeartbeatIntervalS, watch.Status.Beat!.IntervalS);
        Assert.AreEqual(ReceivedMs, watch.Status.HeartbeatMs);

        watch.Journal(node.Started(("gate", "door")));
        Assert.AreEqual(1, watch.Status.Zones.Count);
        Assert.AreEqual(ZoneState.Unknown, watch.Status.Zones["gate"].State);
    }

    [TestMethod]
    public void AHeartbeatOlderThanTheRecordsDoesNotUndoThem()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("gate", "door")));
        byte[] allClosed = node.Heartbeat();
        watch.Journal(node.Door("gate", isOpen: true));

        watch.State(allClosed);

        Assert.AreEqual(ZoneState.Active, watch.Status.Zones["gate"].State);
        Assert.AreEqual(2, watch.Status.StoredSequence);
    }

    /// <summary>Servers that share the stream, and nodes that send what they could not, bring a heartbeat before the records it tells of.</summary>
    [TestMethod]
    public void AHeartbeatThatCameBeforeItsRecordsCountsOnceTheyHaveCome()
    {
        TestNode node = new();
        Watch watch = new(node);
        byte[][] records =
            [node.Started(("gate", "door"), ("smoke_1", "smoke")), node.Door("gate", isOpen: true), node.Door("gate", isOpen: false)];
        watch.State(node.Heartbeat());

        foreach (byte[] record in records)
        {
            watch.Journal(record);
        }

        Assert.AreEqual(ZoneState.Normal, watch.Status.Zones["gate"].State);
        Assert.AreEqual(ZoneState.Normal, watch.Status.Zones["smoke_1"].State, "of which no record speaks");

        watch.Journal(node.Started(("gate", "door")));
        Assert.AreEqual(ZoneState.Unknown, watch.Status.Zones["gate"].State, "and for no later boot");
    }

    [TestMethod]
    public void AHeartbeatOlderThanAnAlarmThatCameAheadDoesNotUndoIt()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic"), ("gate", "door")));
        byte[] opened = node.Door("gate", isOpen: true);
        byte[] calm = node.Heartbeat("gate");
        watch.Ahead(node.Zone("panic_1", "panic", "active", "detected"));

        watch.State(calm);
        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);
        watch.Journal(opened);

        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);
        Assert.IsTrue(watch.Status.IsSirenSounding);
    }

    [TestMethod]
    public void AHeartbeatAheadShowsHowMuchIsStillMissing()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("gate", "door")));
        node.Door("gate", isOpen: true);

        watch.State(node.Heartbeat("gate"));

        Assert.AreEqual(1, watch.Status.StoredSequence);
        Assert.AreEqual(2, watch.Status.HeadSequence);
    }

    [TestMethod]
    public void AClockThatRunsAheadDoesNotMakeAHeartbeatYounger()
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs + 3_600_000, 3_600_000, ClockQuality.Hold) };
        Watch watch = new(node);

        watch.State(node.Heartbeat());

        Assert.AreEqual(ReceivedMs, watch.Status.HeartbeatMs);
    }

    [TestMethod]
    public void AHeartbeatThatIsNotUnderstoodIsNoEvidence()
    {
        TestNode node = new();
        Watch watch = new(node);

        Assert.IsFalse(watch.TryState(node.Heartbeat(_ => { })));
        Assert.IsFalse(watch.TryState(node.Heartbeat(data => data.Name("interval_s").Integer(long.MaxValue >> 11))));
        Assert.AreEqual(0, watch.Status.HeartbeatMs);
    }

    [TestMethod]
    [DataRow(4, false)]
    [DataRow(5, true)]
    [DataRow(300, true)]
    [DataRow(301, false)]
    public void AHeartbeatWithAnIntervalThatNoNodeHasIsNoEvidence(int intervalS, bool isUnderstood)
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs, 0, ClockQuality.Sync) };
        Watch watch = new(node);

        Assert.AreEqual(isUnderstood, watch.TryState(node.Heartbeat(new TestNode.Saying { IntervalS = intervalS })));
        Assert.AreEqual(isUnderstood ? ReceivedMs : 0, watch.Status.HeartbeatMs);
    }
}
