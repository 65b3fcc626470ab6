using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>Fills journals with records of the sample node.</summary>
internal static class JournalBench
{
    public static FakeStorage NewStorage()
    {
        return new FakeStorage(new EffectLog());
    }

    public static RecordJournal Open(FakeStorage storage)
    {
        return new RecordJournal(storage, NodeId.Parse(Sample.Node), "1");
    }

    /// <summary>Files that hold records.</summary>
    public static int CountSegments(FakeStorage storage)
    {
        int count = 0;
        foreach (string name in storage.List())
        {
            count += IsSegment(name) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The bytes of the file with records that was written last, for a test to damage.</summary>
    public static byte[] NewestSegment(FakeStorage storage)
    {
        byte[] newest = new byte[0];
        foreach (string name in storage.List())
        {
            newest = IsSegment(name) ? storage.ContentOf(name) : newest;
        }

        return newest;
    }

    private static bool IsSegment(string name)
    {
        return name.IndexOf('.') < 0;
    }

    public static AppendStatus Append(RecordJournal journal, long number)
    {
        RecordWriter writer = Sample.Writer();
        writer.Begin(RecordKind.Command).Name("number").Integer(number);
        writer.EndJournaled(journal.Head, default, 1);
        return journal.Append(writer.Signed);
    }

    public static void AppendMany(RecordJournal journal, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual((int)AppendStatus.Stored, (int)Append(journal, i));
            Assert.IsTrue(journal.Store());
        }
    }

    public static void WriteZone(RecordWriter writer, ChainLink head, string alarm)
    {
        CanonicalWriter data = writer.Begin(RecordKind.Zone);
        if (alarm != null)
        {
            data.Name("alarm").Text(alarm);
        }

        data.Name("state").Text("active").Name("type").Text("door").Name("zone").Text("gate");
        writer.EndJournaled(head, ClockReading.At(1772410200000, 700, ClockQuality.Sync), 86400000);
    }

    public static long AppendZone(RecordJournal journal, string alarm)
    {
        RecordWriter writer = Sample.Writer();
        WriteZone(writer, journal.Head, alarm);
        Assert.AreEqual((int)AppendStatus.Stored, (int)journal.Append(writer.Signed));
        Assert.IsTrue(journal.Store());
        return journal.Head.Sequence;
    }
}
