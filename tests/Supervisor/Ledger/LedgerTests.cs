using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Ledger;

/// <summary>What a ledger keeps to, whichever engine it is on.</summary>
public abstract class LedgerTests
{
    private static readonly QuarantinedMessage Junk = new(9, "t", Rejection.NotJson, 3, [1, 2, 3]);

    [TestMethod]
    public void WhatWasCommittedComesBackByteForByte()
    {
        TestNode node = new();
        LedgerEntry[] entries = [.. Entries(node, 5)];
        LedgerEntry heartbeat = Verified(node, node.Topics.State, node.Heartbeat("gate"));
        using (ILedgerStore ledger = Open())
        {
            ledger.Commit(new LedgerBatch([.. entries, heartbeat], [], []));
        }

        using ILedgerStore reopened = Open();
        LedgerEntry[] read = [.. reopened.ReadRecords(node.Id.Value, 1)];

        Assert.HasCount(entries.Length, read);
        for (int i = 0; i < read.Length; i++)
        {
            CollectionAssert.AreEqual(entries[i].Record.Bytes, read[i].Record.Bytes);
            CollectionAssert.AreEqual(entries[i].Record.Bytes, reopened.Find(node.Id.Value, i + 1));
            Assert.AreEqual(i + 1, read[i].Record.Sequence);
            Assert.AreEqual(entries[i].ReceivedMs, read[i].ReceivedMs);
            Assert.AreEqual(entries[i].ReceivedMs, reopened.FindRecord(node.Id.Value, i + 1)!.ReceivedMs);
        }

        RecordKind kind = entries[^1].Record.Kind;
        CollectionAssert.AreEqual(
            entries.Where(entry => entry.Record.Kind == kind && entry.Record.Sequence >= 3).Select(entry => entry.Record.Sequence).ToArray(),
            reopened.ReadRecords(node.Id.Value, 3, kind).Select(entry => entry.Record.Sequence).ToArray());
        CollectionAssert.AreEqual(heartbeat.Record.Bytes, reopened.FindHeartbeat(node.Id.Value, heartbeat.Record.Boot, 1)!.Record.Bytes);

        LedgerEntry? newest = reopened.FindNewestHeartbeat(node.Id.Value);
        CollectionAssert.AreEqual(heartbeat.Record.Bytes, newest!.Record.Bytes);
        Assert.AreEqual(5, reopened.CountRecords());
    }

    [TestMethod]
    public void WhatIsNotThereIsNotFound()
    {
        TestNode node = new();
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([.. Entries(node, 1)], [], []));

        Assert.IsNull(ledger.Find(node.Id.Value, 2));
        Assert.IsNull(ledger.Find("410481001-0007-02", 1));
        Assert.IsNull(ledger.FindNewestHeartbeat(node.Id.Value));
        Assert.IsNull(ledger.FindRecord(node.Id.Value, 2));
        Assert.IsNull(ledger.FindHeartbeat(node.Id.Value, 1, 1));
        Assert.IsEmpty(ledger.ReadRecords(node.Id.Value, 1, RecordKind.Loss));
        Assert.IsEmpty(ledger.ReadRecords(node.Id.Value, 2));
    }

    [TestMethod]
    public void ADuplicateNumberStoresNothingOfItsBatch()
    {
        TestNode node = new();
        LedgerEntry[] entries = [.. Entries(node, 3)];
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([entries[0]], [], []));

        Assert.ThrowsExactly<LedgerConflictException>(() => ledger.Commit(new LedgerBatch([entries[1], entries[0], entries[2]], [Junk], [])));

        Assert.AreEqual(1, ledger.CountRecords());
        Assert.AreEqual(0L, Scalar("SELECT COUNT(*) FROM quarantine"));
        ledger.Commit(new LedgerBatch([entries[1], entries[2]], [Junk], []));
        Assert.AreEqual(3, ledger.CountRecords());
        Assert.AreEqual(1L, Scalar("SELECT COUNT(*) FROM quarantine"));
    }

    [TestMethod]
    public void TheNewestHeartbeatIsTheHighestOfTheHighestBoot()
    {
        TestNode node = new();
        TestNode rebooted = node.Successor(boot: 2);
        byte[] newest = rebooted.Heartbeat();
        using ILedgerStore ledger = Open();

        for (int i = 0; i < 11; i++)
        {
            ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, node.Heartbeat())], [], []));
        }

        ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, newest)], [], []));

        CollectionAssert.AreEqual(newest, ledger.FindNewestHeartbeat(node.Id.Value)!.Record.Bytes);
    }

    [TestMethod]
    public void OldHeartbeatsAreDroppedButForTheNewest()
    {
        TestNode node = new();
        TestNode other = new("02");
        using ILedgerStore ledger = Open();
        LedgerEntry[] heartbeats = [.. Enumerable.Range(1, 5).Select(i => Verified(node, node.Topics.State, node.Heartbeat()) with { ReceivedMs = i * 1000 })];
        ledger.Commit(new LedgerBatch([.. Entries(node, 2), .. heartbeats, Verified(other, other.Topics.State, other.Heartbeat())], [], []));
        CollectionAssert.AreEqual(new[] { node.Id.Value, other.Id.Value }, ledger.ReadNodes().ToArray());

        Assert.AreEqual(2, ledger.DropHeartbeats(node.Id.Value, beforeMs: 3000));
        Assert.HasCount(3, ledger.ReadHeartbeats(node.Id.Value, 0));
        Assert.AreEqual(2, ledger.DropHeartbeats(node.Id.Value, long.MaxValue));
        CollectionAssert.AreEqual(heartbeats[^1].Record.Bytes, ledger.FindNewestHeartbeat(node.Id.Value)!.Record.Bytes, "later ones are held against it");
        Assert.IsNotNull(ledger.FindNewestHeartbeat(other.Id.Value));
        Assert.AreEqual(2, ledger.CountRecords());
    }

    [TestMethod]
    public void TheQuarantineKeepsTheNewest()
    {
        using ILedgerStore ledger = Open();
        QuarantinedMessage[] messages =
        [
            .. Enumerable.Range(1, SqlLedger.QuarantineMax + 50).Select(i => Junk with { ReceivedMs = i }),
        ];

        ledger.Commit(new LedgerBatch([], messages[..100], []));
        ledger.Commit(new LedgerBatch([], messages[100..], []));

        Assert.AreEqual((long)SqlLedger.QuarantineMax, Scalar("SELECT COUNT(*) FROM quarantine"));
        Assert.AreEqual(51L, Scalar("SELECT MIN(received_ms) FROM quarantine"));
        Assert.AreEqual("not_json", Scalar("SELECT DISTINCT reason FROM quarantine"));
        CollectionAssert.AreEqual(Junk.Head, (byte[])Scalar("SELECT head FROM quarantine LIMIT 1"));
    }

    [TestMethod]
    public void WhatExplainsAGapStandsBesideTheRecordsOnce()
    {
        TestNode node = new();
        using ILedgerStore ledger = Open();
        LedgerEntry[] entries = [.. Entries(node, 3)];
        ledger.Commit(new LedgerBatch([entries[0]], [], []) { Explanations = [entries[2]] });
        ledger.Commit(new LedgerBatch([entries[1]], [], []) { Explanations = [entries[2]] });

        Assert.AreEqual(2L, ledger.CountRecords());
        CollectionAssert.AreEqual(entries[2].Record.Bytes, ledger.ReadExplanations(node.Id.Value).Single().Record.Bytes);
    }

    [TestMethod]
    public void DamagedBytesAreReported()
    {
        TestNode node = new();
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([.. Entries(node, 2)], [], []));
        Damage(sequence: 2);

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(
            () => ledger.ReadRecords(node.Id.Value, 1).Count());

        StringAssert.Contains(e.Message, "damaged");
    }

    [TestMethod]
    public void AStartIsTheNewestBootBeforeATime()
    {
        TestNode node = new();
        Bench bench = new(node);
        using ILedgerStore ledger = Open();
        byte[][] records =
        [
            node.Door("gate", isOpen: true), node.Started(("gate", "door")), node.Door("gate", isOpen: false), node.Started(("gate", "door")),
        ];
        for (int i = 0; i < records.Length; i++)
        {
            ledger.Commit(new LedgerBatch([new LedgerEntry(bench.Accept(node.Topics.Journal, records[i]), 1000 * (i + 1))], [], []));
        }

        Assert.AreEqual(1, ledger.FindStart(node.Id.Value, 2000));
        Assert.AreEqual(2, ledger.FindStart(node.Id.Value, 2001));
        Assert.AreEqual(2, ledger.FindStart(node.Id.Value, 4000));
        Assert.AreEqual(4, ledger.FindStart(node.Id.Value, 4001));
        Assert.AreEqual(1, ledger.FindStart("410481001-0007-02", 4001));
    }

    [TestMethod]
    public void TheNewestRecordAboutEachZoneAndMeterIsFound()
    {
        TestNode node = new();
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([.. SubjectEntries(node)], [], []));

        Assert.AreEqual("2 5 6", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 7).Select(entry => entry.Record.Sequence)));
        Assert.AreEqual("2 5", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 6).Select(entry => entry.Record.Sequence)));
    }

    [TestMethod]
    public void TheHistoryOfADayComesBackInOrder()
    {
        DateOnly day = new(2026, 3, 2);
        DaySummary first = new(day, 1, 2, 3);
        DaySummary second = new(day, 6, 0, 0);
        DayChange[] changes =
        [
            new("f", 10, DayChangeKind.Ended, null, first, false),
            new("f", 11, DayChangeKind.Ended, null, new DaySummary(day.AddDays(1), 9, 9, 9), false),
            new("g", 12, DayChangeKind.Ended, null, second, true),
            new("f", 13, DayChangeKind.Changed, first, second, true),
            new("f", 14, DayChangeKind.Closed, second, second, true),
        ];
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([], [], changes[..3]));
        ledger.Commit(new LedgerBatch([], [], changes[3..]));

        CollectionAssert.AreEqual(new[] { changes[0], changes[3], changes[4] }, ledger.ReadDayChanges("f", day, day).ToArray());
        CollectionAssert.AreEqual(new[] { changes[1] }, ledger.ReadDayChanges("f", day.AddDays(1), day.AddDays(9)).ToArray());
    }

    [TestMethod]
    public void OneServerStoresWhatTwoTakeForTheirs()
    {
        TestNode node = new();
        TestNode other = new("02");
        LedgerEntry[] entries = [.. Entries(node, 3)];
        LedgerEntry bystander = Entries(other, 1).Single();
        using ILedgerStore one = Open();
        using ILedgerStore two = Open();
        one.Commit(new LedgerBatch([entries[0], entries[1]], [], []));

        Assert.ThrowsExactly<LedgerConflictException>(() => two.Commit(new LedgerBatch([bystander, entries[1], entries[2]], [], [])));

        Assert.AreEqual(2, one.CountRecords());
        two.Commit(new LedgerBatch([bystander, entries[2]], [], []));
        Assert.AreEqual(4, one.CountRecords());
    }

    [TestMethod]
    public void AHeartbeatIsStoredOnce()
    {
        TestNode node = new();
        LedgerEntry heartbeat = Verified(node, node.Topics.State, node.Heartbeat());
        using ILedgerStore one = Open();
        using ILedgerStore two = Open();
        one.Commit(new LedgerBatch([heartbeat], [], []));

        Assert.ThrowsExactly<LedgerConflictException>(() => two.Commit(new LedgerBatch([heartbeat], [], [])));

        Assert.HasCount(1, one.ReadHeartbeats(node.Id.Value, 0));
    }

    [TestMethod]
    public void WhatArrivedInATimeComesNodeByNodeInItsOrder()
    {
        TestNode node = new();
        TestNode other = new("02");
        LedgerEntry[] entries = [.. Entries(node, 3)];
        LedgerEntry heartbeat = Verified(node, node.Topics.State, node.Heartbeat());
        using ILedgerStore ledger = Open();
        ledger.Commit(new LedgerBatch([.. Entries(other, 1), entries[0], heartbeat, entries[1], entries[2]], [], []) { Explanations = [entries[1]] });

        (string What, long ReceivedMs, byte[] Bytes)[] arrived = [.. ledger.ReadArrived(Bench.NowMs, Bench.NowMs + 2)];

        Assert.AreEqual("explanation record record heartbeat record", string.Join(' ', arrived.Select(line => line.What)));
        CollectionAssert.AreEqual(entries[0].Record.Bytes, arrived[1].Bytes);
        Assert.AreEqual(Bench.NowMs + 1, arrived[2].ReceivedMs);
    }

    /// <summary>Opens the ledger of this test, which may be open already.</summary>
    public abstract ILedgerStore Open();

    /// <summary>Asks the engine past the ledger.</summary>
    protected abstract object Scalar(string sql);

    /// <summary>Overwrites a record past the ledger.</summary>
    protected abstract void Damage(long sequence);

    private protected static IEnumerable<LedgerEntry> SubjectEntries(TestNode node)
    {
        Bench bench = new(node);
        byte[][] records =
        [
            node.Started(("gate", "door"), ("smoke", "smoke")),
            node.Zone("smoke", "smoke", "active", "detected"),
            node.Door("gate", isOpen: true),
            node.Door("gate", isOpen: false),
            node.Meter("power", "electricity", "register_wh", 7),
            node.Door("gate", isOpen: true),
        ];
        return records.Select(record => new LedgerEntry(bench.Accept(node.Topics.Journal, record), Bench.NowMs));
    }

    private static IEnumerable<LedgerEntry> Entries(TestNode node, int count)
    {
        Bench bench = new(node);
        for (int i = 0; i < count; i++)
        {
            byte[] record = node.Door("gate", isOpen: i % 2 == 0);
            yield return new LedgerEntry(bench.Accept(node.Topics.Journal, record), Bench.NowMs + i);
        }
    }

    private static LedgerEntry Verified(TestNode node, string topic, byte[] bytes)
    {
        return new LedgerEntry(new Bench(node).Accept(topic, bytes), Bench.NowMs);
    }
}
