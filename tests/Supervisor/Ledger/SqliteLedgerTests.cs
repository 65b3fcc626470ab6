using Microsoft.Data.Sqlite;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
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
            ledger.Commit(new LedgerBatch([.. entries, heartbeat], []));
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
        ledger.Commit(new LedgerBatch([.. Entries(node, 1)], []));

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
        ledger.Commit(new LedgerBatch([entries[0]], []));

        Assert.ThrowsExactly<SqliteException>(() => ledger.Commit(new LedgerBatch([entries[1], entries[0], entries[2]], [Junk])));

        Assert.AreEqual(1, ledger.CountRecords());
        Assert.AreEqual(0L, Scalar(folder, "SELECT COUNT(*) FROM quarantine"));
        ledger.Commit(new LedgerBatch([entries[1], entries[2]], [Junk]));
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

        ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, newest)], []));
        for (int i = 0; i < 11; i++)
        {
            ledger.Commit(new LedgerBatch([Verified(node, node.Topics.State, node.Heartbeat())], []));
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

        ledger.Commit(new LedgerBatch([], messages[..100]));
        ledger.Commit(new LedgerBatch([], messages[100..]));

        Assert.AreEqual((long)SqliteLedger.QuarantineMax, Scalar(folder, "SELECT COUNT(*) FROM quarantine"));
        Assert.AreEqual(51L, Scalar(folder, "SELECT MIN(received_ms) FROM quarantine"));
        Assert.AreEqual("not_json", Scalar(folder, "SELECT DISTINCT reason FROM quarantine"));
        CollectionAssert.AreEqual(Junk.Head, (byte[])Scalar(folder, "SELECT head FROM quarantine LIMIT 1"));
    }

    [TestMethod]
    public void DamagedBytesAreReported()
    {
        using TempFolder folder = new();
        TestNode node = new();
        using SqliteLedger ledger = new(folder.PathOf("ledger.db"));
        ledger.Commit(new LedgerBatch([.. Entries(node, 2)], []));
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
