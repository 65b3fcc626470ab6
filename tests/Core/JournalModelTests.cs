using CsCheck;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

[TestClass]
public class JournalModelTests
{
    private enum Act
    {
        Append,
        Confirm,
        Reopen,
        FailAppend,
        CutAppend,
        ReadAny,
    }

    /// <summary>The model is a list of the records whose append returned Stored, and the number that was confirmed.</summary>
    [TestMethod]
    public void RandomActsWithPowerCutsNeverLoseAStoredRecord()
    {
        Gen<Act> act = Gen.Frequency(
            (12, Gen.Const(Act.Append)), (1, Gen.Const(Act.Confirm)), (1, Gen.Const(Act.Reopen)), (1, Gen.Const(Act.FailAppend)),
            (2, Gen.Const(Act.CutAppend)), (4, Gen.Const(Act.ReadAny)));
        Gen.Select(act, Gen.Int[0, 2000]).Array[1, 150].Sample(acts => Run(acts), iter: 300);
    }

    private static bool Run((Act Act, int Number)[] acts)
    {
        ModelStorage storage = new();
        RecordJournal journal = new(storage);
        List<byte[]> stored = [];
        long confirmed = 0;
        foreach ((Act act, int number) in acts)
        {
            storage.BytesUntilFailure = act is Act.FailAppend or Act.CutAppend ? number : int.MaxValue;
            if (act is Act.Append or Act.FailAppend or Act.CutAppend)
            {
                storage.IsPowerCut = act == Act.CutAppend;
                Append(journal, number, stored);
                storage.BytesUntilFailure = int.MaxValue;
            }
            else if (act == Act.Confirm)
            {
                confirmed = Math.Max(confirmed, number % (stored.Count + 1));
                journal.Confirm(confirmed);
            }

            if (act is Act.Reopen or Act.CutAppend)
            {
                journal = new RecordJournal(storage);
            }

            long sequence = stored.Count == 0 ? 0 : 1 + (number % stored.Count);
            Assert.AreEqual(stored.Count, journal.Head.Sequence, $"head after {act} {number}");
            Assert.IsTrue(IsRight(journal, stored, sequence, confirmed), $"record {sequence} after {act} {number}");
        }

        journal = new RecordJournal(storage);
        return Enumerable.Range(1, stored.Count).All(sequence => IsRight(journal, stored, sequence, confirmed));
    }

    private static bool IsRight(RecordJournal journal, List<byte[]> stored, long sequence, long confirmed)
    {
        if (sequence == 0)
        {
            return true;
        }

        byte[] target = new byte[Limits.MaxRecordBytes];
        int count = journal.Read(sequence, target);
        return count == 0
            ? sequence <= confirmed && sequence < journal.OldestSequence
            : target.AsSpan(0, count).SequenceEqual(stored[(int)sequence - 1]);
    }

    private static void Append(RecordJournal journal, int number, List<byte[]> stored)
    {
        ChainLink before = new();
        before.MoveTo(journal.Head);
        RecordWriter writer = Signing.NewWriter();
        writer.Begin(RecordKind.Zone).Name("text").Text(new string('x', number % 1500));
        writer.EndJournaled(journal.Head, default, number);
        bool isStored = false;
        try
        {
            isStored = journal.Append(writer.Signed) == AppendStatus.Stored;
        }
        catch (IOException)
        {
            // The power went; the journal is opened anew.
        }

        if (isStored)
        {
            stored.Add(writer.Signed.ToArray());
        }
        else
        {
            journal.Head.MoveTo(before);
        }
    }
}
