using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>What was stored is found again, in order, whatever happens to the power.</summary>
[TestClass]
public class RecordJournalTests
{
    [TestMethod]
    public void RecordsComeBackInOrderOverManySegments()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 100);

        Assert.IsTrue(storage.FileCount > 3, "segments");
        ExpectReadable(journal, 1, 100);
        ExpectReadable(journal, 1, 100);
    }

    [TestMethod]
    public void RecordsAppendedAfterASegmentWasReadAreFoundOnceTheNextBegins()
    {
        // The case that once held up delivery: the copy in memory was taken for the whole segment.
        RecordJournal journal = new RecordJournal(NewStorage());
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
        RecordJournal before = new RecordJournal(storage);
        AppendMany(before, 45);

        RecordJournal after = new RecordJournal(storage.Copy());

        Assert.AreEqual(45L, after.Head.Sequence);
        Assert.IsTrue(after.Head.IsLink(before.Head.Link));
        Assert.AreEqual(1L, after.OldestSequence);
        ExpectReadable(after, 1, 45);
        AppendMany(after, 30);
        ExpectReadable(after, 40, 75);
    }

    [TestMethod]
    public void AFullJournalOpensWhole()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        long last = AppendUntilFull(journal);

        RecordJournal opened = new RecordJournal(storage.Copy());

        Assert.AreEqual(last, opened.Head.Sequence);
        Assert.AreEqual(Limits.MaxSegments, storage.FileCount);
        Assert.AreEqual(0, opened.DamagedBytes);
    }

    [TestMethod]
    public void APowerCutAtAnyByteLeavesAllThatWasStored()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 21);
        AppendMany(journal, 1);
        int frameBytes = Frame.HeaderBytes + RecordBytes(journal);
        for (int cut = 0; cut < frameBytes; cut++)
        {
            FakeStorage torn = storage.Copy();
            torn.BytesUntilCut = cut;
            RecordJournal dying = new RecordJournal(torn);
            Expect.Throws(typeof(PowerCutException), () => AppendMany(dying, 1));

            RecordJournal opened = new RecordJournal(torn);

            Assert.AreEqual(22L, opened.Head.Sequence, "cut " + cut.ToString());
            AppendMany(opened, 25);
            ExpectReadable(opened, 1, 47);
            RecordJournal again = new RecordJournal(torn);
            Assert.AreEqual(47L, again.Head.Sequence);
            ExpectReadable(again, 20, 47);
        }
    }

    [TestMethod]
    public void AFailedAppendLeavesTheHeadToTheCallerAndALaterRecordTakesItsPlace()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 5);
        ChainLink before = new ChainLink();
        before.MoveTo(journal.Head);
        storage.IsLying = true;

        Assert.AreEqual((int)AppendStatus.StorageFailed, (int)Append(journal, 1));

        journal.Head.MoveTo(before);
        storage.IsLying = false;
        Assert.AreEqual((int)AppendStatus.Stored, (int)Append(journal, 2));
        ExpectReadable(journal, 1, 6);
        ExpectReadable(new RecordJournal(storage.Copy()), 1, 6);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void AStorageThatFailsForLongAndRecoversIsUsedAgain(bool isWritten)
    {
        // Everything is confirmed, so no acknowledgement will come that could free a segment.
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 3);
        journal.Confirm(3);
        ChainLink before = new ChainLink();
        before.MoveTo(journal.Head);
        storage.IsFailing = !isWritten;
        storage.IsLying = isWritten;
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual((int)AppendStatus.StorageFailed, (int)Append(journal, i));
            journal.Head.MoveTo(before);
        }

        storage.IsFailing = false;
        storage.IsLying = false;
        AppendMany(journal, 1);
        ExpectReadable(journal, 1, 4);
        ExpectReadable(new RecordJournal(storage), 1, 4);
    }

    [TestMethod]
    public void AConfirmationDuringAStorageFailureKeepsTheHead()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 3);
        ChainLink before = new ChainLink();
        before.MoveTo(journal.Head);
        storage.IsFailing = true;
        Append(journal, 4);
        journal.Head.MoveTo(before);

        journal.Confirm(3);

        Assert.AreEqual(3L, new RecordJournal(storage).Head.Sequence);
    }

    [TestMethod]
    public void AFullJournalSaysSoAndTakesMoreOnceSomeIsConfirmed()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        long last = AppendUntilFull(journal);
        Assert.IsFalse(journal.HasRoom(0));

        journal.Confirm(last);

        Assert.AreEqual(1, storage.FileCount, "the newest segment stays, for the head");
        Assert.IsTrue(journal.HasRoom(Limits.ReservedSegments));
        Assert.AreEqual((int)AppendStatus.Stored, (int)Append(journal, 1));
        ExpectReadable(journal, last + 1, last + 1);
        Assert.AreEqual(0, journal.Read(1, new byte[Limits.MaxRecordBytes]), "given back");
    }

    [TestMethod]
    public void OnlyWhatIsConfirmedIsGivenBack()
    {
        FakeStorage storage = NewStorage();
        RecordJournal journal = new RecordJournal(storage);
        AppendMany(journal, 60);
        for (long confirmed = 1; confirmed <= 60; confirmed++)
        {
            journal.Confirm(confirmed);
            ExpectReadable(journal, confirmed < 60 ? confirmed + 1 : 60, 60);
        }
    }

    [TestMethod]
    public void ADamagedByteCostsNothingBeforeIt()
    {
        FakeStorage storage = NewStorage();
        AppendMany(new RecordJournal(storage), 10);
        byte[] file = storage.ContentOf(storage.List()[0]);
        file[file.Length - 1] ^= 1;

        RecordJournal opened = new RecordJournal(storage);

        Assert.AreEqual(9L, opened.Head.Sequence);
        Assert.IsTrue(opened.DamagedBytes > 0);
    }

    private static FakeStorage NewStorage()
    {
        return new FakeStorage(new EffectLog());
    }

    private static AppendStatus Append(RecordJournal journal, long number)
    {
        RecordWriter writer = Sample.Writer();
        writer.Begin(RecordKind.Command).Name("number").Integer(number);
        writer.EndJournaled(journal.Head, default, 1);
        return journal.Append(writer.Signed);
    }

    private static void AppendMany(RecordJournal journal, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual((int)AppendStatus.Stored, (int)Append(journal, i));
        }
    }

    private static long AppendUntilFull(RecordJournal journal)
    {
        ChainLink last = new ChainLink();
        do
        {
            last.MoveTo(journal.Head);
        }
        while (Append(journal, 0) == AppendStatus.Stored);

        journal.Head.MoveTo(last);
        return last.Sequence;
    }

    private static int RecordBytes(RecordJournal journal)
    {
        return journal.Read(journal.Head.Sequence, new byte[Limits.MaxRecordBytes]);
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
