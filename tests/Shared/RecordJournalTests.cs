using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;
using static Wugang.Tests.Shared.Fakes.JournalBench;

namespace Wugang.Tests.Shared;

/// <summary>What was stored is found again, in order, whatever happens to the power.</summary>
[TestClass]
public class RecordJournalTests
{
    [TestMethod]
    public void RecordsComeBackInOrderOverManySegments()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 200);

        Assert.IsTrue(CountSegments(storage) > 3, "segments");
        ExpectReadable(journal, 1, 200);
        ExpectReadable(journal, 1, 200);
    }

    [TestMethod]
    public void ARecordComesBackByteForByteWhateverItSays()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        RecordWriter writer = Sample.Writer();
        ChainLink head = journal.Head;
        byte[] first = Sample.WriteFirst(writer, head);
        journal.Append(writer.Signed);
        byte[] second = Sample.WriteSecond(writer, head);
        journal.Append(writer.Signed);
        Assert.IsTrue(journal.Store());

        Expect.SameBytes(Bytes.FromJson(Sample.FirstRecord), ReadOne(journal, 1));
        Expect.SameBytes(first, ReadOne(journal, 1));
        Expect.SameBytes(second, ReadOne(Open(storage), 2));
    }

    [TestMethod]
    public void ARecordTakesAThirdOfItsSizeOnFlash()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendZone(journal, null);
        journal.Store();

        Assert.IsTrue(NewestSegment(storage).Length * 2 < ReadOne(journal, 1).Length);
        Assert.IsTrue(NewestSegment(storage).Length < 130);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow((1 << (int)RecordKind.Meter) | (1 << (int)RecordKind.Zone))]
    [DataRow(2014)]
    public void ALossTakesLessRoomThanTheShortestAlarmAndComesBackAsItWasSigned(int kinds)
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        RecordWriter writer = Sample.Writer();
        writer.Begin(RecordKind.Zone).Name("alarm").Text("fault").Name("state").Text("cut").Name("type").Text("gas").Name("zone").Text("a");
        writer.EndJournaled(journal.Head, ClockReading.At(1772410200000, 700, ClockQuality.Sync), 86400000);
        journal.Append(writer.Signed);
        journal.Store();
        int alarmBytes = NewestSegment(storage).Length;
        Loss.Write(writer.Begin(RecordKind.Loss), 1, journal.Head, kinds);
        writer.EndJournaled(journal.Head, ClockReading.At(1772410200000, 700, ClockQuality.Sync), 86400000);
        byte[] signed = Bytes.Slice(writer.Signed.Buffer, writer.Signed.Offset, writer.Signed.Count);
        journal.Append(writer.Signed);
        journal.Store();

        int lossBytes = NewestSegment(storage).Length - alarmBytes;
        Assert.IsTrue(lossBytes < alarmBytes, lossBytes.ToString());
        Expect.SameBytes(signed, ReadOne(journal, 2));
        Expect.SameBytes(signed, ReadOne(Open(storage), 2));
        Assert.AreEqual(2L, Open(storage).FindLoss(1, 1));
    }

    [TestMethod]
    public void RecordsOfOneStepAreOneWrite()
    {
        EffectLog log = new EffectLog();
        RecordJournal journal = Open(new FakeStorage(log));
        Append(journal, 1);
        Append(journal, 2);
        log.Clear();
        Assert.AreEqual(0L, journal.Stored.Sequence);
        Assert.AreEqual(0L, journal.Find(1), "what may not survive is not shown");

        journal.Store();

        Assert.AreEqual(1, log.Count);
        ExpectReadable(journal, 1, 2);
    }

    [TestMethod]
    public void RecordsAppendedAfterASegmentWasReadAreFoundOnceTheNextBegins()
    {
        // The case that once held up delivery: the copy in memory was taken for the whole segment.
        RecordJournal journal = Open(NewStorage());
        for (int i = 1; i <= 60; i++)
        {
            AppendMany(journal, 3);
            ExpectReadable(journal, (3 * i) - 2, 3 * i);
            journal.Confirm((3 * i) - 3);
        }
    }

    [TestMethod]
    public void AStartFindsTheHeadAndReadsFromTheFirstRecord()
    {
        FakeStorage storage = NewStorage();
        RecordJournal before = Open(storage);
        AppendMany(before, 45);

        RecordJournal after = Open(storage.Copy());

        Assert.AreEqual(45L, after.Head.Sequence);
        Assert.IsTrue(after.Head.IsLink(before.Head.Link));
        Assert.AreEqual(1L, after.Oldest);
        ExpectReadable(after, 1, 45);
        AppendMany(after, 30);
        ExpectReadable(after, 40, 75);
    }

    [TestMethod]
    public void APowerCutAtAnyByteLeavesAllThatWasStored()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 22);
        Append(journal, 1);
        Append(journal, 2);
        journal.Store();
        bool isCut = true;
        for (int cut = 0; isCut; cut++)
        {
            FakeStorage torn = storage.Copy();
            torn.BytesUntilCut = cut;
            RecordJournal dying = Open(torn);
            Append(dying, 1);
            Append(dying, 2);
            isCut = IsCutWhileStoring(dying);

            RecordJournal opened = Open(torn);

            long head = opened.Head.Sequence;
            Assert.IsTrue(head >= 24 && head <= 26, "cut " + cut.ToString());
            AppendMany(opened, 25);
            ExpectReadable(opened, 1, head + 25);
            ExpectReadable(Open(torn), 20, head + 25);
        }
    }

    [TestMethod]
    public void WhatTheStorageDoesNotTakeWaitsAndIsStoredLater()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 5);
        storage.IsLying = true;
        Append(journal, 6);
        Assert.IsFalse(journal.Store());
        Assert.AreEqual(5L, journal.Stored.Sequence);

        storage.IsLying = false;
        Append(journal, 7);
        Assert.IsTrue(journal.Store());

        ExpectReadable(journal, 1, 7);
        ExpectReadable(Open(storage.Copy()), 1, 7);
    }

    [TestMethod]
    public void WhatWaitsForAStorageThatFailsIsBounded()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 3);
        storage.IsFailing = true;
        ChainLink before = new ChainLink();
        int taken = 0;
        before.MoveTo(journal.Head);
        while (Append(journal, taken) == AppendStatus.Stored)
        {
            taken++;
            before.MoveTo(journal.Head);
            Assert.IsTrue(taken < 100, "bounded");
        }

        journal.Head.MoveTo(before);
        storage.IsFailing = false;
        Assert.IsTrue(taken > 10);
        Assert.IsTrue(journal.Store());
        AppendMany(journal, 1);
        ExpectReadable(journal, 1, 4 + taken);
        ExpectReadable(Open(storage), 1, 4 + taken);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void AStorageThatFailsForLongAndRecoversIsUsedAgain(bool isWritten)
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 3);
        journal.Confirm(3);
        storage.IsFailing = !isWritten;
        storage.IsLying = isWritten;
        Append(journal, 4);
        for (int i = 0; i < 100; i++)
        {
            Assert.IsFalse(journal.Store());
        }

        Assert.AreEqual(3L, isWritten ? 3L : Open(storage).Head.Sequence);
        storage.IsFailing = false;
        storage.IsLying = false;
        AppendMany(journal, 1);
        ExpectReadable(journal, 1, 5);
        ExpectReadable(Open(storage), 1, 5);
    }

    [TestMethod]
    public void OnlyWhatIsConfirmedIsGivenBack()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 200);
        for (long confirmed = 1; confirmed <= 200; confirmed++)
        {
            journal.Confirm(confirmed);
            ExpectReadable(journal, confirmed < 200 ? confirmed + 1 : 200, 200);
        }

        Assert.AreEqual(1, CountSegments(storage), "the newest segment stays, for the head");
        Assert.AreEqual(200L, Open(storage).Head.Sequence);
    }

    [TestMethod]
    public void ADamagedRecordHidesNoneBehindIt()
    {
        FakeStorage storage = NewStorage();
        AppendMany(Open(storage), 10);
        byte[] file = NewestSegment(storage);
        file[file.Length / 2] ^= 1;

        RecordJournal opened = Open(storage);

        Assert.AreEqual(10L, opened.Head.Sequence);
        Assert.IsTrue(opened.DamagedBytes > 0);
        int missing = 0;
        for (int sequence = 1; sequence <= 10; sequence++)
        {
            missing += opened.Read(sequence, new byte[Limits.MaxRecordBytes]) == 0 ? 1 : 0;
        }

        Assert.AreEqual(1, missing);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void ARecordThatIsDamagedAfterItWasFoundIsFoundNoMore(int inItsSegment)
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, inItsSegment);
        byte[] file = NewestSegment(storage);
        long alarm = AppendZone(journal, "panic");
        Assert.AreEqual(1L, journal.Find(1));

        file[10] ^= 1;
        ReadOne(journal, alarm); // Only one segment is in memory.

        Assert.AreEqual(0, journal.Read(1, new byte[Limits.MaxRecordBytes]));
        Assert.AreEqual(2L, journal.Find(1));
        ExpectReadable(journal, 2, alarm);
    }

    [TestMethod]
    public void WhereDamageMayHideTheNewestRecordNoNumberIsUsedAgain()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 99);
        journal.Confirm(99);
        AppendMany(journal, 1);
        journal.Confirm(100);
        NewestSegment(storage)[10] ^= 1; // The only record that is left.

        ExpectPassedOver(Open(storage), 0);
        ExpectPassedOver(Open(storage), 0); // Nothing was stored since: it still knows.

        RecordJournal opened = Open(storage);
        AppendMany(opened, 1);
        ExpectReadable(Open(storage), opened.Head.Sequence, opened.Head.Sequence);
    }

    [TestMethod]
    public void AWriteThatWasCutDoesNotCoverUpDamageBeforeIt()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 100);
        journal.Confirm(100);
        byte[] newest = NewestSegment(storage);
        newest[newest.Length - 1] ^= 1;
        Append(journal, 101);
        storage.BytesUntilCut = 5;
        Assert.IsTrue(IsCutWhileStoring(journal));

        ExpectPassedOver(Open(storage), 99);
    }

    [TestMethod]
    public void AWriteThatWasCutPassesOverNothing()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = Open(storage);
        AppendMany(journal, 3);
        Append(journal, 4);
        storage.BytesUntilCut = 50;
        Assert.IsTrue(IsCutWhileStoring(journal));

        Assert.AreEqual(3L, Open(storage).Head.Sequence);
    }

    [TestMethod]
    public void ALossIsFoundByTheGapItExplains()
    {
        RecordJournal journal = Open(NewStorage());
        AppendMany(journal, 20);
        ChainLink to = new ChainLink();
        Assert.IsTrue(journal.TryReadPrevious(10, to));
        RecordWriter writer = Sample.Writer();
        Loss.Write(writer.Begin(RecordKind.Loss), 5, to, 1 << (int)RecordKind.Meter);
        writer.EndJournaled(journal.Head, default, 1);
        journal.Append(writer.Signed);
        journal.Store();

        Assert.AreEqual(21L, journal.FindLoss(5, 9));
        Assert.AreEqual(0L, journal.FindLoss(5, 8));
        Assert.AreEqual(0L, journal.FindLoss(4, 9));
        Expect.Contains(
            "\"data\":{\"count\":5,\"from_seq\":5,\"kinds\":[\"meter\"],\"to_link\":\"",
            Bytes.ToText(ReadOne(journal, 21)));
    }

    private static void ExpectPassedOver(RecordJournal opened, long stored)
    {
        Assert.AreEqual(stored, opened.Stored.Sequence);
        Assert.IsTrue(opened.Head.Sequence >= 100, opened.Head.Sequence.ToString());
        Assert.IsTrue(opened.Head.Sequence < 100 + Limits.ReservedNumbers, opened.Head.Sequence.ToString());
    }

    private static bool IsCutWhileStoring(RecordJournal journal)
    {
        try
        {
            journal.Store();
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }

    private static byte[] ReadOne(RecordJournal journal, long sequence)
    {
        byte[] buffer = new byte[Limits.MaxRecordBytes];
        return Bytes.Slice(buffer, 0, journal.Read(sequence, buffer));
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
