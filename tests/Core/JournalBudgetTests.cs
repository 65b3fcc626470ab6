using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>What a kindergarten with eight zones and three meters writes while nobody confirms it (docs/reference/journal.md).</summary>
[TestClass]
public sealed class JournalBudgetTests
{
    private const long MondayUnixMs = 1772380800000;
    private const long DayMs = 24 * 3600 * 1000;
    private const int DoorOpeningsPerSchoolDay = 60;
    private static readonly string[] Zones = ["gate", "yard_door", "kitchen_door", "activity_1"];

    private bool _isConnected;

    [TestMethod]
    public void SevenDaysFitBeforeAnythingMakesRoom()
    {
        RecordJournal journal = Open(new ModelStorage());

        WriteDays(journal, 7);

        Assert.AreEqual(0, journal.DroppedKinds);
        AssertReadable(journal, Enumerable.Range(1, (int)journal.Stored.Sequence).Select(i => (long)i));
    }

    [TestMethod]
    public void InThirtyDaysNoAlarmAndNoEvidenceOfProtectionIsLost()
    {
        ModelStorage storage = new();
        RecordJournal journal = Open(storage);

        List<long> kept = WriteDays(journal, 30);

        Assert.AreEqual((1 << (int)RecordKind.Meter) | (1 << (int)RecordKind.Zone), journal.DroppedKinds);
        AssertReadable(journal, kept);
        AssertReadable(Open(storage), kept);
        Assert.IsLessThanOrEqualTo(Limits.MaxSegments + 2, storage.List().Length);
    }

    [TestMethod]
    public void AYearOfNormalServiceWearsTheFlashByLessThanAHundredth()
    {
        _isConnected = true;
        ModelStorage storage = new();
        RecordJournal journal = Open(storage);
        byte[] waiting = new IntervalBatch().Bytes;
        Slot meters = new(storage, "meters", waiting.Length);
        Slot span = new(storage, "span", 48);
        for (int day = 0; day < 7; day++)
        {
            WriteDay(journal, day, quartersPerRecord: 1, []);
            for (int quarter = 0; quarter < 96; quarter++)
            {
                meters.Save(waiting);
                span.Save(new byte[48]);
            }
        }

        // 64 blocks of which the settings and the system keep four; a block is rated for 100 000 cycles.
        double cyclesPerYear = storage.Erases * 365 / 7 / 60;
        Assert.IsLessThan(1000, cyclesPerYear, "a hundredth");
        Assert.IsGreaterThan(300, cyclesPerYear, "the model counts");
    }

    /// <summary>Returns the numbers of alarms and of evidence of protection.</summary>
    private List<long> WriteDays(RecordJournal journal, int days)
    {
        List<long> kept = [];
        for (int day = 0; day < days; day++)
        {
            WriteDay(journal, day, quartersPerRecord: 24, kept);
        }

        return kept;
    }

    private void WriteDay(RecordJournal journal, int day, int quartersPerRecord, List<long> kept)
    {
        bool isSchoolDay = day % 7 < 5;
        int openings = isSchoolDay ? DoorOpeningsPerSchoolDay : 0;
        for (int quarter = 0; quarter < 96; quarter++)
        {
            long upMs = (day * DayMs) + (quarter * DayMs / 96);
            if (quarter % quartersPerRecord == 0)
            {
                WriteMeters(journal, quartersPerRecord, upMs);
            }

            if (quarter % 24 == 0)
            {
                kept.Add(Write(journal, RecordKind.Span, Span, upMs));
            }

            if (isSchoolDay && quarter is 30 or 72)
            {
                kept.Add(Write(journal, RecordKind.Protection, Protection, upMs));
                kept.Add(Write(journal, RecordKind.Span, Span, upMs));
            }

            for (; openings > 0 && quarter > 28 && openings * 44 > DoorOpeningsPerSchoolDay * (72 - quarter); openings--)
            {
                string zone = Zones[openings % Zones.Length];
                Write(journal, RecordKind.Zone, data => Zone(data, zone, "active"), upMs);
                Write(journal, RecordKind.Zone, data => Zone(data, zone, "normal"), upMs + 9000);
            }

            if (isSchoolDay && quarter == 40)
            {
                kept.Add(Write(journal, RecordKind.Zone, Alarm, upMs));
            }
        }
    }

    private void WriteMeters(RecordJournal journal, int quarters, long upMs)
    {
        foreach (string meter in (string[])["electricity", "water", "gas"])
        {
            Commit(journal, RecordKind.Meter, upMs, data =>
            {
                data.Name("age_ms").Integer(0);
                if (quarters > 1)
                {
                    data.Name("earlier").BeginArray();
                    for (int i = 1; i < quarters; i++)
                    {
                        data.Integer(500 + i);
                    }

                    data.EndArray();
                }

                data.Name("interval_s").Integer(900).Name("medium").Text(meter).Name("meter").Text(meter);
                data.Name(meter == "electricity" ? "register_wh" : "register_l").Integer(12_345_678);
            });
        }

        Store(journal);
    }

    private static void Zone(CanonicalWriter data, string zone, string state)
    {
        data.Name("state").Text(state).Name("type").Text("door").Name("zone").Text(zone);
    }

    private static void Alarm(CanonicalWriter data)
    {
        data.Name("alarm").Text("detected").Name("input_to_siren_ms").Integer(57);
        data.Name("state").Text("active").Name("type").Text("smoke").Name("zone").Text("activity_smoke");
    }

    private static void Span(CanonicalWriter data)
    {
        data.Name("from_up").Integer(5 * DayMs).Name("of_boot").Integer(12).Name("protected").Boolean(true);
        data.Name("reasons").BeginArray().EndArray().Name("state").Text("day").Name("to_t").Integer(MondayUnixMs);
        data.Name("to_up").Integer(6 * DayMs);
    }

    private static void Protection(CanonicalWriter data)
    {
        data.Name("by").Text("key").Name("bypassed").BeginArray().EndArray().Name("from").Text("full").Name("hours").Text("open");
        data.Name("reason").Text("").Name("to").Text("day").Name("who").Text("");
    }

    private void Store(RecordJournal journal)
    {
        Assert.IsTrue(journal.Store());
        if (_isConnected)
        {
            journal.Confirm(journal.Stored.Sequence);
        }
    }

    private long Write(RecordJournal journal, RecordKind kind, Action<CanonicalWriter> data, long upMs)
    {
        Commit(journal, kind, upMs, data);
        Store(journal);
        return journal.Stored.Sequence;
    }

    private static void Commit(RecordJournal journal, RecordKind kind, long upMs, Action<CanonicalWriter> data)
    {
        RecordWriter writer = Signing.NewWriter();
        data(writer.Begin(kind));
        writer.EndJournaled(journal.Head, ClockReading.At(MondayUnixMs + upMs, 60_000, ClockQuality.Hold), upMs);
        Assert.AreEqual(AppendStatus.Stored, journal.Append(writer.Signed));
    }

    private static RecordJournal Open(ModelStorage storage)
    {
        return new RecordJournal(storage, Signing.Node, "1");
    }

    private static void AssertReadable(RecordJournal journal, IEnumerable<long> sequences)
    {
        byte[] target = new byte[Limits.MaxRecordBytes];
        RecordReader reader = new();
        foreach (long sequence in sequences)
        {
            int count = journal.Read(sequence, target);
            Assert.AreEqual(ReadStatus.Ok, reader.Read(target, 0, count), $"record {sequence}");
            Assert.AreEqual(sequence, reader.Sequence);
            Assert.IsTrue(reader.Signed.IsSignedBy(Signing.Key));
        }
    }
}
