using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

[TestClass]
public partial class NodeStatusTests
{
    private const long ReceivedMs = Bench.NowMs;

    [TestMethod]
    public void AnAlarmStaysUntilAReset()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic")));

        watch.Journal(node.Zone("panic_1", "panic", "active", "detected"));
        Assert.AreEqual(2, watch.Status.Zones["panic_1"].Alarm!.Sequence);
        Assert.AreEqual(57, watch.Status.Zones["panic_1"].Alarm!.InputToSirenMs);
        Assert.AreEqual("detected", watch.Status.Zones["panic_1"].Alarm!.Causes.Single());
        Assert.IsTrue(watch.Status.IsSirenSounding);

        watch.Journal(node.Zone("panic_1", "panic", "normal"));
        Assert.AreEqual(ZoneState.Normal, watch.Status.Zones["panic_1"].State);
        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);
        Assert.IsTrue(watch.Status.IsSirenSounding);

        watch.Journal(node.Act("reset", "done"));
        Assert.IsNull(watch.Status.Zones["panic_1"].Alarm);
        Assert.IsFalse(watch.Status.IsSirenSounding);
    }

    [TestMethod]
    public void AResetWhileTheCauseStandsKeepsThatAlarmAlone()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic"), ("smoke_1", "smoke")));
        watch.Journal(node.Zone("panic_1", "panic", "active", "detected"));
        watch.Journal(node.Zone("panic_1", "panic", "normal"));
        watch.Journal(node.Zone("smoke_1", "smoke", "active", "detected"));

        watch.Journal(node.Act("reset", "cause_stands"));

        Assert.IsNull(watch.Status.Zones["panic_1"].Alarm);
        Assert.IsNotNull(watch.Status.Zones["smoke_1"].Alarm);
        Assert.IsTrue(watch.Status.IsSirenSounding);
    }

    [TestMethod]
    public void AnAlarmOutlivesARestartUntilAHeartbeatLetsItGo()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic")));
        watch.Journal(node.Zone("panic_1", "panic", "active", "detected"));

        watch.Journal(node.Started(("panic_1", "panic")));
        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);
        watch.State(node.Heartbeat(new TestNode.Saying { Alarms = ["panic_1"], IsSirenSounding = true }));
        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);

        watch.State(node.Heartbeat());
        Assert.IsNull(watch.Status.Zones["panic_1"].Alarm);
    }

    [TestMethod]
    public void AnAlarmThatOnlyAHeartbeatTellsOfShowsWithoutACause()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic")));

        watch.State(node.Heartbeat(new TestNode.Saying { Alarms = ["panic_1"] }));

        Assert.IsEmpty(watch.Status.Zones["panic_1"].Alarm!.Causes);
        Assert.IsNull(watch.Status.Zones["panic_1"].Alarm!.InputToSirenMs);
    }

    [TestMethod]
    public void CausesOfAnAlarmCollectUntilAReset()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("gate", "door")));

        watch.Journal(node.Zone("gate", "door", "active", "held_open"));
        watch.Journal(node.Zone("gate", "door", "cut", "fault"));
        Assert.AreEqual("fault held_open", string.Join(' ', watch.Status.Zones["gate"].Alarm!.Causes));
        watch.Journal(node.Act("reset", "cause_stands"));
        Assert.IsNotNull(watch.Status.Zones["gate"].Alarm, "a cut loop is a cause that stands");

        watch.Journal(node.Door("gate", isOpen: false));
        watch.Journal(node.Act("reset", "done"));
        Assert.IsNull(watch.Status.Zones["gate"].Alarm);
    }

    [TestMethod]
    public void SilenceStopsTheSirenAndKeepsTheAlarm()
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("panic_1", "panic")));
        watch.Journal(node.Zone("panic_1", "panic", "active", "detected"));

        watch.Journal(node.Act("silence", "done"));

        Assert.IsFalse(watch.Status.IsSirenSounding);
        Assert.IsNotNull(watch.Status.Zones["panic_1"].Alarm);
    }

    [TestMethod]
    [DataRow("cut", ZoneState.Cut)]
    [DataRow("short", ZoneState.Short)]
    [DataRow("drift", ZoneState.Drift)]
    [DataRow("silent", ZoneState.Silent)]
    public void AFaultOfAZoneShowsFromARecordAndFromAHeartbeat(string word, ZoneState expected)
    {
        TestNode node = new();
        Watch watch = new(node);
        watch.Journal(node.Started(("smoke", "smoke")));

        watch.State(node.Heartbeat(new TestNode.Saying { Faults = [word + ":smoke", "mains"], Reasons = ["zone_fault:smoke"] }));
        Assert.AreEqual(expected, watch.Status.Zones["smoke"].State);
        Assert.AreEqual("mains", watch.Status.Faults.Single());

        watch.Journal(node.Zone("smoke", "smoke", "normal"));
        watch.Journal(node.Fault("mains", hasBegun: false));
        Assert.AreEqual(ZoneState.Normal, watch.Status.Zones["smoke"].State);
        Assert.IsEmpty(watch.Status.Faults);

        watch.Journal(node.Zone("smoke", "smoke", word));
        Assert.AreEqual(expected, watch.Status.Zones["smoke"].State);
    }

    [TestMethod]
    public void AChangeOfProtectionSaysWhoAndWhy()
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs - 500, 1000, ClockQuality.Sync) };
        Watch watch = new(node);
        watch.Journal(node.Started(("gate", "door")));

        watch.Journal(node.Protection("day", "test", "gate"));

        Assert.AreEqual(
            new ProtectionChange(ReceivedMs - 500, "test", "command", "inspector", "drill"), watch.Status.ProtectionChange);
        Assert.AreEqual("test", watch.Status.Protection);
        Assert.IsTrue(watch.Status.Zones["gate"].IsBypassed);
        watch.Journal(node.Protection("test", "day"));
        Assert.IsFalse(watch.Status.Zones["gate"].IsBypassed);
    }

    [TestMethod]
    public void WhenAZoneWasLastExercisedIsKnownOverRestarts()
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs - 9000, 1000, ClockQuality.Sync) };
        Watch watch = new(node);
        watch.Journal(node.Started(("smoke", "smoke"), ("gate", "door")));
        watch.Journal(node.Zone("smoke", "smoke", "active", "detected"));
        node.Time = ClockReading.At(ReceivedMs - 500, 1000, ClockQuality.Sync);

        watch.Journal(node.Started(("smoke", "smoke"), ("gate", "door")));
        watch.State(node.Heartbeat());

        Assert.AreEqual(ReceivedMs - 9000, watch.Status.Zones["smoke"].LastExercisedMs);
        Assert.AreEqual(0, watch.Status.Zones["gate"].LastExercisedMs);
    }

    [TestMethod]
    public void MetersShowTheirNewestRegister()
    {
        TestNode node = new() { Time = ClockReading.At(ReceivedMs - 500, 1000, ClockQuality.Sync) };
        Watch watch = new(node);

        watch.Journal(node.Meter("power", "electricity", "register_wh", 1000));
        watch.Journal(node.Meter("water", "water", "register_l", 7));
        watch.Journal(node.Meter("power", "electricity", "register_wh", 1250));

        Assert.AreEqual(
            new MeterStatus("electricity", "ok", 1250, "wh", ReceivedMs - 500, 5), watch.Status.Meters["power"]);
        Assert.AreEqual(new MeterStatus("water", "ok", 7, "l", ReceivedMs - 500, 5), watch.Status.Meters["water"]);
    }

    [TestMethod]
    [DataRow(RecordKind.Boot)]
    [DataRow(RecordKind.Zone)]
    [DataRow(RecordKind.Meter)]
    [DataRow(RecordKind.Command)]
    [DataRow(RecordKind.Protection)]
    [DataRow(RecordKind.Fault)]
    [DataRow(RecordKind.Span)]
    public void DataThatIsNotUnderstoodDoesNotLoseTheChain(RecordKind kind)
    {
        TestNode node = new();
        Watch watch = new(node);

        Assert.IsFalse(watch.TryJournal(node.Journal(kind, _ => { })));
        Assert.IsFalse(watch.TryJournal(node.Journal(kind, data => WriteAs(data, value => value.Integer(-1)))));
        Assert.IsFalse(watch.TryJournal(node.Journal(kind, data => WriteAs(data, value => value.BeginObject().EndObject()))));
        Assert.IsFalse(watch.TryJournal(node.Journal(kind, data => WriteAs(data, value => value.BeginArray().Integer(1).EndArray()))));
        Assert.AreEqual(4, watch.Status.StoredSequence);
        Assert.IsTrue(watch.TryJournal(node.Started(("gate", "door"))));
        Assert.AreEqual(5, watch.Status.StoredSequence);
    }

    [TestMethod]
    public void AWordThatIsTooLongIsNotUnderstood()
    {
        string word = new('x', 1500);
        TestNode node = new();
        Watch watch = new(node);

        Assert.IsFalse(watch.TryJournal(node.Started(("gate", word))));
        Assert.IsFalse(watch.TryJournal(node.Zone("gate", word, "active")));
        Assert.IsFalse(watch.TryJournal(node.Meter("main", word, "register_l", 1)));
        Assert.IsFalse(watch.TryState(node.Heartbeat(new TestNode.Saying { Protection = word })));
        Assert.IsEmpty(watch.Status.Zones);
        Assert.IsEmpty(watch.Status.Meters);
        Assert.AreEqual("", watch.Status.Protection);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Gate")]
    [DataRow("a name with \" in it")]
    [DataRow("a_name_that_is_longer_than_24")]
    public void AZoneOrMeterWithNoProperNameIsNotUnderstood(string name)
    {
        TestNode node = new();
        Watch watch = new(node);

        Assert.IsFalse(watch.TryJournal(node.Started((name, "door"))));
        Assert.IsFalse(watch.TryJournal(node.Door(name, isOpen: true)));
        Assert.IsFalse(watch.TryJournal(node.Meter(name, "water", "register_l", 1)));
        Assert.IsEmpty(watch.Status.Zones);
        Assert.IsEmpty(watch.Status.Meters);
    }

    [TestMethod]
    public void ANodeCannotGrowBeyondWhatANodeCanHave()
    {
        TestNode node = new();
        Watch watch = new(node);

        for (int i = 0; i < 100; i++)
        {
            watch.TryJournal(node.Door($"door_{i}", isOpen: true));
            watch.TryJournal(node.Meter($"meter_{i}", "water", "register_l", i));
        }

        Assert.HasCount(Wugang.Firmware.Core.Limits.MaxZones, watch.Status.Zones);
        Assert.HasCount(Wugang.Firmware.Core.Limits.MaxMeters, watch.Status.Meters);
        Assert.AreEqual(200, watch.Status.StoredSequence);
    }

    private static void WriteAs(CanonicalWriter data, Action<CanonicalWriter> writeValue)
    {
        string[] names =
        [
            "age_ms", "alarm", "command", "fault", "from_up", "medium", "meter", "of_boot", "protected", "protection", "reasons",
            "register_l", "result", "state", "to", "to_t", "to_up", "type", "zone", "zones",
        ];
        foreach (string name in names)
        {
            writeValue(data.Name(name));
        }
    }

    /// <summary>A node's status with the judge before it.</summary>
    private sealed class Watch(TestNode node)
    {
        private readonly Bench _bench = new(node);

        public NodeStatus Status { get; } = new();

        public void Journal(byte[] record)
        {
            Assert.IsTrue(TryJournal(record));
        }

        public void State(byte[] heartbeat)
        {
            Assert.IsTrue(TryState(heartbeat));
        }

        public void Ahead(byte[] record)
        {
            Judgement judgement = _bench.Judge(node.Topics.Journal, record);
            Assert.IsTrue(Status.ApplyAhead(((Judgement.Ahead)judgement).Record, ReceivedMs));
        }

        public bool TryJournal(byte[] record)
        {
            return Status.Apply(_bench.Accept(node.Topics.Journal, record), ReceivedMs);
        }

        public bool TryState(byte[] heartbeat)
        {
            return Status.Apply(_bench.Accept(node.Topics.State, heartbeat), ReceivedMs);
        }
    }
}
