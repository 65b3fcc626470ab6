using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Registers come from signed records as the node meant them, and nothing is billed by what it suspects (clause P6).</summary>
[TestClass]
public sealed class MeterRecordsTests
{
    private const long QuarterMs = 900_000;

    // 2026-11-24, 00:00 UTC, an end of an interval.
    private const long StartMs = Bench.NowMs;

    private readonly TestNode _node = new();
    private readonly Bench _bench;
    private readonly List<VerifiedRecord> _records = [];

    public MeterRecordsTests()
    {
        _bench = new Bench(_node);
        At(-20 * QuarterMs);
        Take(_node.Started());
    }

    [TestMethod]
    [DataRow(5, 0)]
    [DataRow(60_000, 0)]
    [DataRow(60_001, 60_001)]
    [DataRow(-30_000, 0)]
    [DataRow(-60_001, -60_001)]
    public void AReadingWithinAMinuteOfAnIntervalsEndStandsForIt(long readMs, long standsForMs)
    {
        Read(-QuarterMs + readMs, 100);

        Assert.AreEqual(StartMs - QuarterMs + standsForMs, Found().Rows.Single().UnixMs);
    }

    [TestMethod]
    public void IntervalsThatWaitedForAConnectionAreTakenApart()
    {
        At(-QuarterMs + 5);
        Take(_node.Reading(data => data.Name("missed").BeginArray().Integer(2).EndArray().Name("register_wh").Integer(1000), 900, 10, 20, 40));

        (long, long)[] rows = [.. Found().Rows.Select(row => (row.UnixMs, row.Register)).OrderBy(row => row.UnixMs)];

        CollectionAssert.AreEqual(
            new[] { (End(-5), 930L), (End(-4), 970L), (End(-2), 990L), (End(-1), 1000L) }, rows);
    }

    [TestMethod]
    public void WhatIsSuspectIsLeftOut()
    {
        Read(-3 * QuarterMs, 1000);
        Suspect(-2 * QuarterMs, 9_000_000);
        Read(-QuarterMs, 1020);

        Assert.AreEqual(20, Consumed());
        Assert.IsEmpty(Series().Gaps);
    }

    [TestMethod]
    [DataRow(5, DisplayName = "the new meter shows less")]
    [DataRow(900_000, DisplayName = "the new meter shows more")]
    public void AMeterThatTookTheOthersPlaceGoesOnFromItsFirstReading(long shows)
    {
        Read(-6 * QuarterMs, 1000);
        Read(-5 * QuarterMs, 1100);
        Suspect(-4 * QuarterMs, shows);
        Suspect(-3 * QuarterMs, shows + 10);
        Read(-2 * QuarterMs, shows + 20);
        Read(-QuarterMs, shows + 50);

        Assert.AreEqual(130, Consumed());
        Assert.AreEqual(new RegisterGap(End(-5), End(-2)), Series().Gaps.Single());
    }

    [TestMethod]
    public void SuspectReadingsThatAreForgottenChangeNothing()
    {
        Read(-5 * QuarterMs, 1000);
        Suspect(-4 * QuarterMs, 700_000);
        Suspect(-3 * QuarterMs, 800_000);
        Read(-2 * QuarterMs, 1030);

        Assert.AreEqual(30, Consumed());
    }

    [TestMethod]
    public void ARegisterThatPassesItsHighestDigitGoesOn()
    {
        Take(_node.Journal(RecordKind.Boot, data =>
        {
            data.Name("meters").BeginArray().BeginObject().Name("medium").Text("electricity").Name("meter").Text("power");
            data.Name("rollover_wh").Integer(1_000_000).Name("source").Text("dlt645").EndObject().EndArray();
            data.Name("protection").Text("day").Name("version").Text("0.1.0").Name("zones").BeginArray().EndArray();
        }));
        Read(-3 * QuarterMs, 999_990);
        At((-2 * QuarterMs) + 5);
        Take(_node.Reading(data => data.Name("register_wh").Integer(30), 900, 15));

        Assert.AreEqual(40, Consumed());
        Assert.AreEqual(1_000_000, Series().RolloverAt);
    }

    [TestMethod]
    public void AReadingOfAnUnknownTimeIsNotGuessed()
    {
        _node.Time = default;
        Take(_node.Successor(boot: 2).Reading(data => data.Name("register_wh").Integer(7)));

        Assert.IsEmpty(Found().Rows);
    }

    [TestMethod]
    public void TheProofCoversTheRecordsItNames()
    {
        Read(-3 * QuarterMs, 1000);
        Read(-2 * QuarterMs, 1010);
        Read(-QuarterMs, 1020);

        RegisterEvidence evidence = RegisterEvidence.OfRecords(_records, _node.Id.Value, "power");
        RegisterProof proof = evidence.ProofOf(End(-3), End(-2));

        Assert.AreEqual(("record", 2L, 3L, 2), (proof.Place, proof.First, proof.Last, proof.Count));
        Assert.AreNotEqual(proof.Sha256, evidence.ProofOf(End(-3), End(-1)).Sha256);
    }

    private static long End(int interval)
    {
        return StartMs + (interval * QuarterMs);
    }

    private void Read(long atMs, long register)
    {
        At(atMs + 5);
        Take(_node.Reading(data => data.Name("register_wh").Integer(register)));
    }

    private void Suspect(long atMs, long register)
    {
        At(atMs + 5);
        Take(_node.Reading(data => data.Name("register_wh").Integer(register).Name("status").Text("suspect")));
    }

    private void At(long ms)
    {
        _node.Time = ClockReading.At(StartMs + ms, 1, ClockQuality.Sync);
    }

    private void Take(byte[] record)
    {
        _records.Add(_bench.Accept(_node.Topics.Journal, record));
    }

    private MeterRecords Found()
    {
        return MeterRecords.Of(_records, "power");
    }

    private RegisterSeries Series()
    {
        MeterRecords found = Found();
        return RegisterSeries.Of(found.Rows, found.RolloverAt, place => $"record {place}");
    }

    private long Consumed()
    {
        RegisterSeries series = Series();
        return series.Between(series.FirstMs, series.LastMs);
    }
}
