using Microsoft.Data.Sqlite;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Ledger;

[TestClass]
public class SqliteLedgerTests
{
    private static readonly QuarantinedMessage Junk = new(9, "t", Rejection.NotJson, 3, [1, 2, 3]);

    [TestMethod]
    public void WhatWasCommittedComesBackByteForByte()
    {
        using TempFolder folder = new();
        TestNode node = new();
        LedgerEntry[] entries = [.. Entries(node, 5)];
        LedgerEntry heartbeat = Verified(node, node.Topics.State, node.Heartbeat("gate"));
        using (SqliteLedger ledger = new(folder.PathOf("ledger.db")))
        {
            ledger.Commit(new LedgerBatch([.. entries, heartbeat], [], []));
        }

        using SqliteLedger reopened = new(folder.PathOf("ledger.db"));
        LedgerEntry[] read = [.. reopened.ReadRecords(node.Id.Value, 1)];

        Assert.HasCount(entries.Length, read);
        for (int i = 0; i < read.Length; i++)
        {
            CollectionAssert.AreEqual(entries[i].Record.Bytes, read[i].Record.Bytes);
            CollectionAssert.AreEqual(entries[i].Record.Bytes, reopened.Find(node.Id.Value, i + 1));
            Assert.AreEqual(i + 1, read[i].Record.Sequence);
            Assert.AreEqual(entries[i].ReceivedMs, read[i].ReceivedMs);
        }

        LedgerEntry? newest = reopened.FindNewestHeartbeat(node.Id.Value);
        CollectionAssert.AreEqual(heartbeat.Record.Bytes, newest!.Record.Bytes);
        Assert.AreEqual(5, reopened.CountRecords());
    }

    [TestMethod]
    public void WhatIsNotThereIsNotFound()
    {
        using TempFolder folder = new();
        TestNode node = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([.. Entries(node, 1)], [], []));

        Assert.IsNull(ledger.Find(node.Id.Value, 2));
        Assert.IsNull(ledger.Find("410481001-0007-02", 1));
        Assert.IsNull(ledger.FindNewestHeartbeat(node.Id.Value));
        Assert.IsEmpty(ledger.ReadRecords(node.Id.Value, 2));
    }

    [TestMethod]
    public void ADuplicateNumberStoresNothingOfItsBatch()
    {
        using TempFolder folder = new();
        TestNode node = new();
        LedgerEntry[] entries = [.. Entries(node, 3)];
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([entries[0]], [], []));

        Assert.ThrowsExactly<LedgerConflictException>(() => ledger.Commit(new LedgerBatch([entries[1], entries[0], entries[2]], [Junk], [])));

        Assert.AreEqual(1, ledger.CountRecords());
        Assert.AreEqual(0L, Scalar(folder, "SELECT COUNT(*) FROM quarantine"));
        ledger.Commit(new LedgerBatch([entries[1], entries[2]], [Junk], []));
        Assert.AreEqual(3, ledger.CountRecords());
        Assert.AreEqual(1L, Scalar(folder, "SELECT COUNT(*) FROM quarantine"));
    }

    [TestMethod]
    public void TheNewestHeartbeatIsTheHighestOfTheHighestBoot()
    {
        using TempFolder folder = new();
        TestNode node = new();
        TestNode rebooted = node.Successor(boot: 2);
        byte[] newest = rebooted.Heartbeat();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));

        ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, newest)], [], []));
        for (int i = 0; i < 11; i++)
        {
            ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, node.Heartbeat())], [], []));
        }

        CollectionAssert.AreEqual(newest, ledger.FindNewestHeartbeat(node.Id.Value)!.Record.Bytes);
    }

    [TestMethod]
    public void AFileOfANewerVersionIsRefusedByName()
    {
        using TempFolder folder = new();
        new SqliteLedger(folder.PathOf("ledger.db")).Dispose();
        Execute(folder, "PRAGMA user_version = 99");

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(
            () => new SqliteLedger(folder.PathOf("ledger.db")));

        StringAssert.Contains(e.Message, folder.PathOf("ledger.db"));
        StringAssert.Contains(e.Message, "newer version");
        StringAssert.Contains(e.Message, "99");
    }

    [TestMethod]
    public void TheQuarantineKeepsTheNewest()
    {
        using TempFolder folder = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        QuarantinedMessage[] messages =
        [
            .. Enumerable.Range(1, SqliteLedger.QuarantineMax + 50).Select(i => Junk with { ReceivedMs = i }),
        ];

        ledger.Commit(new LedgerBatch([], messages[..100], []));
        ledger.Commit(new LedgerBatch([], messages[100..], []));

        Assert.AreEqual((long)SqliteLedger.QuarantineMax, Scalar(folder, "SELECT COUNT(*) FROM quarantine"));
        Assert.AreEqual(51L, Scalar(folder, "SELECT MIN(received_ms) FROM quarantine"));
        Assert.AreEqual("not_json", Scalar(folder, "SELECT DISTINCT reason FROM quarantine"));
        CollectionAssert.AreEqual(Junk.Head, (byte[])Scalar(folder, "SELECT head FROM quarantine LIMIT 1"));
    }

    [TestMethod]
    public void WhatExplainsAGapStandsBesideTheRecordsOnce()
    {
        using TempFolder folder = new();
        TestNode node = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        LedgerEntry[] entries = [.. Entries(node, 3)];
        ledger.Commit(new LedgerBatch([entries[0]], [], []) { Explanations = [entries[2]] });
        ledger.Commit(new LedgerBatch([entries[1]], [], []) { Explanations = [entries[2]] });

        Assert.AreEqual(2L, ledger.CountRecords());
        CollectionAssert.AreEqual(entries[2].Record.Bytes, ledger.ReadExplanations(node.Id.Value).Single().Record.Bytes);
    }

    [TestMethod]
    public void DamagedBytesAreReported()
    {
        using TempFolder folder = new();
        TestNode node = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([.. Entries(node, 2)], [], []));
        Execute(folder, "UPDATE record SET bytes = x'7b7b' WHERE seq = 2");

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(
            () => ledger.ReadRecords(node.Id.Value, 1).Count());

        StringAssert.Contains(e.Message, "damaged");
    }

    [TestMethod]
    public void AFileThatIsNoLedgerIsRefusedByNameAndLeftAlone()
    {
        using TempFolder folder = new();
        string path = folder.PathOf("ledger.db");
        string something = new('x', 5000);
        File.WriteAllText(path, something);

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => new SqliteLedger(path));

        StringAssert.Contains(e.Message, path);
        Assert.AreEqual(something, File.ReadAllText(path));
    }

    [TestMethod]
    public void AStartIsTheNewestBootBeforeATime()
    {
        using TempFolder folder = new();
        TestNode node = new();
        Bench bench = new(node);
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
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
        using TempFolder folder = new();
        TestNode node = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([.. SubjectEntries(node)], [], []));

        Assert.AreEqual("2 4 5", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 6).Select(entry => entry.Record.Sequence)));
        Assert.AreEqual("2 3", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 4).Select(entry => entry.Record.Sequence)));
    }

    [TestMethod]
    public void ALedgerOfTheFirstVersionIsBroughtUpToDate()
    {
        using TempFolder folder = new();
        TestNode node = new();
        LedgerEntry[] entries = [.. SubjectEntries(node)];
        using (LedgerFile file = new(folder.Root))
        {
            file.Execute(
                """
                CREATE TABLE record (node TEXT NOT NULL, seq INTEGER NOT NULL, received_ms INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (node, seq)) WITHOUT ROWID;
                CREATE TABLE heartbeat (node TEXT NOT NULL, boot INTEGER NOT NULL, hb INTEGER NOT NULL, received_ms INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (node, boot, hb)) WITHOUT ROWID;
                CREATE TABLE quarantine (id INTEGER PRIMARY KEY AUTOINCREMENT, received_ms INTEGER NOT NULL, topic TEXT NOT NULL, reason TEXT NOT NULL, length_bytes INTEGER NOT NULL, head BLOB NOT NULL);
                PRAGMA user_version = 1
                """);
            foreach (LedgerEntry entry in entries)
            {
                string hex = Convert.ToHexString(entry.Record.Bytes);
                file.Execute($"INSERT INTO record VALUES ('{node.Id}', {entry.Record.Sequence}, {entry.ReceivedMs}, x'{hex}')");
            }
        }

        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));

        Assert.AreEqual("2 4 5", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 6).Select(entry => entry.Record.Sequence)));
        Assert.AreEqual(1, ledger.FindStart(node.Id.Value, Bench.NowMs + 1));
        Assert.AreEqual(entries.Length, ledger.CountRecords());
    }

    [TestMethod]
    public void TheHistoryOfADayComesBackInOrder()
    {
        using TempFolder folder = new();
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
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([], [], changes[..3]));
        ledger.Commit(new LedgerBatch([], [], changes[3..]));

        CollectionAssert.AreEqual(new[] { changes[0], changes[3], changes[4] }, ledger.ReadDayChanges("f", day, day).ToArray());
        CollectionAssert.AreEqual(new[] { changes[1] }, ledger.ReadDayChanges("f", day.AddDays(1), day.AddDays(9)).ToArray());
    }

    private static IEnumerable<LedgerEntry> SubjectEntries(TestNode node)
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

    private static void Execute(TempFolder folder, string sql)
    {
        using LedgerFile file = new(folder.Root);
        file.Execute(sql);
    }

    private static object Scalar(TempFolder folder, string sql)
    {
        using LedgerFile file = new(folder.Root);
        return file.Scalar(sql);
    }
}
