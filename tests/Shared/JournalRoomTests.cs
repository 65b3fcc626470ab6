using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;
using static Wugang.Tests.Shared.Fakes.JournalBench;

namespace Wugang.Tests.Shared;

/// <summary>What makes room when nothing is confirmed, and what never does.</summary>
[TestClass]
public class JournalRoomTests
{
    [TestMethod]
    public void ReadingsMakeRoomFirstThenPassagesThenEvidenceAndAlarmsNever()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        long alarm = AppendZone(journal, "detected");
        for (int i = 0; i < 150; i++)
        {
            AppendMeter(journal);
            AppendZone(journal, null);
            Append(journal, i);
        }

        long firstCommand = 4;
        Assert.IsTrue(IsHere(journal, alarm) && IsHere(journal, 2) && IsHere(journal, 3) && IsHere(journal, firstCommand));
        while (IsHere(journal, 2))
        {
            Append(journal, 0);
        }

        Assert.AreEqual(1 << (int)RecordKind.Meter, journal.DroppedKinds);
        while (IsHere(journal, 3))
        {
            Assert.IsTrue(IsHere(journal, firstCommand));
            Append(journal, 0);
        }

        Assert.AreEqual((1 << (int)RecordKind.Meter) | (1 << (int)RecordKind.Zone), journal.DroppedKinds);
        while (IsHere(journal, firstCommand))
        {
            Append(journal, 0);
        }

        AppendMany(journal, 500);
        Assert.IsTrue(CountSegments(storage) <= Limits.MaxSegments, CountSegments(storage).ToString());
        Assert.IsTrue(IsHere(journal, alarm));
        Assert.IsTrue(IsHere(Open(storage), alarm));
    }

    [TestMethod]
    public void AJournalFullOfAlarmsSaysSoAndKeepsThem()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        ChainLink last = new ChainLink();
        RecordWriter writer = Sample.Writer();
        do
        {
            last.MoveTo(journal.Head);
            WriteZone(writer, journal.Head, "detected");
        }
        while (journal.Append(writer.Signed) == AppendStatus.Stored);

        journal.Head.MoveTo(last);
        Assert.IsTrue(journal.Store());
        Assert.AreEqual(Limits.MaxSegments - Limits.LossSegments, CountSegments(storage));
        Loss.Write(writer.Begin(RecordKind.Loss), 1, last, 0);
        writer.EndJournaled(journal.Head, default, 1);
        Assert.AreEqual((int)AppendStatus.Stored, (int)journal.Append(writer.Signed), "a loss has room, or delivery would stand still");
        RecordJournal opened = Open(storage.Copy());
        Assert.AreEqual(last.Sequence, opened.Head.Sequence);
        ExpectReadable(opened, 1, last.Sequence);
        opened.Confirm(last.Sequence);
        AppendZone(opened, "detected");
        ExpectReadable(opened, last.Sequence + 1, last.Sequence + 1);
    }

    [TestMethod]
    public void ALossThatStandsOnFlashAsOnTheWireIsReadAsWell()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        Append(journal, 1);
        RecordWriter writer = Sample.Writer();

        // No node names kinds in this order, which bits would not keep.
        CanonicalWriter data = writer.Begin(RecordKind.Loss).Name("count").Integer(1).Name("from_seq").Integer(1);
        data.Name("kinds").BeginArray().Text("zone").Text("boot").EndArray();
        data.Name("to_link").Bytes(journal.Head.Link, 0, ChainLink.LinkBytes).Name("to_seq").Integer(1);
        writer.EndJournaled(journal.Head, default, 1);
        journal.Append(writer.Signed);
        journal.Store();

        ExpectReadable(Open(storage), 2, 2);
        Assert.AreEqual(2L, Open(storage).FindLoss(1, 1));
    }

    private static void AppendMeter(RecordJournal journal)
    {
        RecordWriter writer = Sample.Writer();
        Sample.WriteSecond(writer, journal.Head);
        journal.Append(writer.Signed);
    }

    private static bool IsHere(RecordJournal journal, long sequence)
    {
        journal.Store();
        return journal.Read(sequence, new byte[Limits.MaxRecordBytes]) > 0;
    }

    private static void ExpectReadable(RecordJournal journal, long from, long to)
    {
        byte[] buffer = new byte[Limits.MaxRecordBytes];
        RecordReader reader = new RecordReader();
        for (long sequence = from; sequence <= to; sequence++)
        {
            int count = journal.Read(sequence, buffer);
            Assert.AreEqual((int)ReadStatus.Ok, (int)reader.Read(buffer, 0, count), sequence.ToString());
            Assert.AreEqual(sequence, reader.Sequence);
            Assert.IsTrue(reader.Signed.IsSignedBy(Sample.Key()));
        }
    }
}
