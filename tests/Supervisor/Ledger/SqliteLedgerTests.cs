using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Ledger;

[TestClass]
public sealed class SqliteLedgerTests : LedgerTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [TestMethod]
    public void AFileOfANewerVersionIsRefusedByName()
    {
        new SqliteLedger(_folder.PathOf("ledger.db")).Dispose();
        Execute("PRAGMA user_version = 99");

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(
            () => new SqliteLedger(_folder.PathOf("ledger.db")));

        StringAssert.Contains(e.Message, _folder.PathOf("ledger.db"));
        StringAssert.Contains(e.Message, "newer version");
        StringAssert.Contains(e.Message, "99");
    }

    [TestMethod]
    public void AFileThatIsNoLedgerIsRefusedByNameAndLeftAlone()
    {
        string path = _folder.PathOf("ledger.db");
        string something = new('x', 5000);
        File.WriteAllText(path, something);

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => new SqliteLedger(path));

        StringAssert.Contains(e.Message, path);
        Assert.AreEqual(something, File.ReadAllText(path));
    }

    [TestMethod]
    public void ALedgerOfTheFirstVersionIsBroughtUpToDate()
    {
        TestNode node = new();
        LedgerEntry[] entries = [.. SubjectEntries(node)];
        using (LedgerFile file = new(_folder.Root))
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

        using SqliteLedger ledger = new(_folder.PathOf("ledger.db"));

        Assert.AreEqual("2 5 6", string.Join(' ', ledger.ReadNewestOfEachSubject(node.Id.Value, 7).Select(entry => entry.Record.Sequence)));
        Assert.AreEqual(1, ledger.FindStart(node.Id.Value, Bench.NowMs + 1));
        Assert.AreEqual(entries.Length, ledger.CountRecords());
    }

    public override ILedgerStore Open()
    {
        return new SqliteLedger(_folder.PathOf("ledger.db"));
    }

    protected override object Scalar(string sql)
    {
        using LedgerFile file = new(_folder.Root);
        return file.Scalar(sql);
    }

    protected override void Damage(long sequence)
    {
        Execute($"UPDATE record SET bytes = x'7b7b' WHERE seq = {sequence}");
    }

    private void Execute(string sql)
    {
        using LedgerFile file = new(_folder.Root);
        file.Execute(sql);
    }
}
