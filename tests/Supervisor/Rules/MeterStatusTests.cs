using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>What meter records say, and what is not understood of them.</summary>
[TestClass]
public class MeterStatusTests
{
    private const long ReceivedMs = Bench.NowMs;

    private readonly TestNode _node = new() { Time = ClockReading.At(ReceivedMs - 500, 1000, ClockQuality.Sync) };
    private readonly NodeStatus _status = new();
    private readonly Bench _bench;

    public MeterStatusTests()
    {
        _bench = new Bench(_node);
    }

    private MeterStatus Power => _status.Meters["power"];

    [TestMethod]
    public void AReadThatFailedShowsNoRegisterAndWhatWasGoodBefore()
    {
        Apply(_node.Meter("power", "electricity", "register_wh", 1000));
        Apply(_node.Reading(data => data.Name("status").Text("no_answer")));
        Apply(_node.Reading(data => data.Name("status").Text("bad_checksum")));

        Assert.IsNull(Power.Register);
        Assert.AreEqual("bad_checksum", Power.Status);
        Assert.AreEqual(1000, Power.LastGoodRegister);
        Assert.AreEqual(ReceivedMs - 505, Power.LastGoodMs);
    }

    [TestMethod]
    public void ASuspectRegisterIsNotTheLastGoodOne()
    {
        Apply(_node.Meter("power", "electricity", "register_wh", 1000));
        Apply(_node.Reading(data => data.Name("register_wh").Integer(5).Name("status").Text("suspect")));

        Assert.AreEqual("suspect", Power.Status);
        Assert.AreEqual(5, Power.Register);
        Assert.AreEqual(1000, Power.LastGoodRegister);

        Apply(_node.Meter("power", "electricity", "register_wh", 1010));
        Assert.AreEqual("ok", Power.Status);
        Assert.IsNull(Power.LastGoodRegister);
    }

    [TestMethod]
    public void FaultsOfAMeterAreItsOwnAndEndWithARestart()
    {
        Apply(_node.Meter("power", "electricity", "register_wh", 1000));
        Apply(_node.MeterFault("power", "meter_stuck", hasBegun: true));
        Apply(_node.MeterFault("power", "meter_drift", hasBegun: true));

        CollectionAssert.AreEqual(new[] { "meter_drift", "meter_stuck" }, Power.Faults.ToArray());
        Assert.IsEmpty(_status.Faults);

        Apply(_node.MeterFault("power", "meter_stuck", hasBegun: false));
        Apply(_node.Meter("power", "electricity", "register_wh", 1100));
        CollectionAssert.AreEqual(new[] { "meter_drift" }, Power.Faults.ToArray());

        Apply(_node.StartedWith(("power", "electricity", "dlt645")));
        Assert.IsEmpty(Power.Faults);
        Assert.AreEqual("dlt645", Power.Source);
    }

    [TestMethod]
    public void AMeterThatTheNodeNoLongerHasGoes()
    {
        Apply(_node.Meter("power", "electricity", "register_wh", 1000));
        Apply(_node.StartedWith(("water", "water", "cjt188")));

        Assert.IsEmpty(_status.Meters);
    }

    [TestMethod]
    public void IntervalsThatWaitedAreReadWithThoseThatWereMissed()
    {
        RecordContent.Metered content = (RecordContent.Metered)Content(_node.Reading(data =>
        {
            Write(data.Name("missed"), 2, 4);
            data.Name("of_boot").Integer(3).Name("of_up").Integer(2_700_000).Name("register_wh").Integer(1550);
        }, earlier: [50, 300, 100]))!;

        CollectionAssert.AreEqual(new long[] { 50, 300, 100 }, content.Earlier.ToArray());
        CollectionAssert.AreEqual(new[] { 2, 4 }, content.Missed.ToArray());
        Assert.AreEqual((3L, 2_700_000L), (content.OfBoot, content.OfUpMs));
        Assert.AreEqual(900, content.IntervalS);
    }

    [TestMethod]
    public void ARegisterWithoutAReasonAndAReasonWithARegisterAreNotUnderstood()
    {
        Assert.IsNull(Content(_node.Reading(_ => { })));
        Assert.IsNull(Content(_node.Reading(data => data.Name("register_wh").Integer(5).Name("status").Text("no_answer"))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("status").Text("suspect"))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("status").Text("ok_then"))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("register_l").Integer(5))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("register_l").Integer(5).Name("register_wh").Integer(5))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("register_wh").Integer(-5))));
        Assert.IsNull(Content(_node.Reading(data => data.Name("status").Text("no_answer"), earlier: [1])));
    }

    [TestMethod]
    [DataRow(new[] { 0 })]
    [DataRow(new[] { 2, 1 })]
    [DataRow(new[] { 1, 1 })]
    [DataRow(new[] { 3 })]
    [DataRow(new[] { 24 })]
    public void PlacesThatNoIntervalCanHaveAreNotUnderstood(int[] missed)
    {
        Assert.IsNull(Content(_node.Reading(data =>
        {
            Write(data.Name("missed"), missed);
            data.Name("register_wh").Integer(5);
        }, earlier: [1])));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3601)]
    public void AnIntervalThatNoNodeHasIsNotUnderstood(int intervalS)
    {
        Assert.IsNull(Content(_node.Reading(data => data.Name("register_wh").Integer(5), intervalS)));
    }

    [TestMethod]
    public void AFaultThatNoMeterHasIsNotUnderstood()
    {
        Assert.IsNull(Content(_node.MeterFault("power", "mains", hasBegun: true)));
        Assert.IsNull(Content(_node.StartedWith(("power", "electricity", "guess"))));
    }

    [TestMethod]
    public void ANodeHasNoMoreFaultyMetersThanMeters()
    {
        for (int i = 0; i < 100; i++)
        {
            Apply(_node.MeterFault($"meter_{i}", "meter_stuck", hasBegun: true));
        }

        Apply(_node.Meter("meter_3", "water", "register_l", 1));
        Apply(_node.Meter("meter_4", "water", "register_l", 1));
        Assert.HasCount(1, _status.Meters["meter_3"].Faults);
        Assert.IsEmpty(_status.Meters["meter_4"].Faults);
    }

    private void Apply(byte[] record)
    {
        _status.Apply(_bench.Accept(_node.Topics.Journal, record), ReceivedMs);
    }

    private RecordContent? Content(byte[] record)
    {
        return _bench.Accept(_node.Topics.Journal, record).Content;
    }

    private static void Write(CanonicalWriter data, params int[] numbers)
    {
        data.BeginArray();
        foreach (int number in numbers)
        {
            data.Integer(number);
        }

        data.EndArray();
    }
}
