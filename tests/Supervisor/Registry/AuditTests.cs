using Dapper;
using Microsoft.Data.Sqlite;
using Wugang.Supervisor.Registry;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>Every act is in the log, and the log cannot be changed unseen (P4: 责任追究).</summary>
[TestClass]
public class AuditTests
{
    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task SeveralServersWriteOneChain(string engine)
    {
        using RegistryBench bench = new(engine);
        using RegistryDatabase second = bench.Open();
        AuditLog[] logs = [new(bench.Database), new(second)];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => logs[i % 2].NoteAsync(new Act("lin", "node.command", $"{i}", "", "{}")))));

        IReadOnlyList<AuditEntry> entries = await logs[0].ReadAsync("", long.MaxValue, 100);
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).Reverse().Select(i => (long)i).ToArray(), entries.Select(entry => entry.Number).ToArray());
        Assert.AreEqual(40, entries.Select(entry => entry.Target).Distinct().Count(), "each act once");
        Assert.IsNull(await logs[1].FindBreakAsync());
        CollectionAssert.AreEqual(new[] { 10L, 9L }, (await logs[0].ReadAsync("", 11, 2)).Select(entry => entry.Number).ToArray());
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task EntriesAreReadByAreaAndByAct(string engine)
    {
        using RegistryBench bench = new(engine);
        AuditLog log = new(bench.Database);
        (string What, string Area)[] acts =
            [("node.command", "410481001-0007-01"), ("node.configure", "410481001-0007-02"), ("alert.close", "410481001-0008"), ("session.begin", "")];
        foreach ((string what, string area) in acts)
        {
            await log.NoteAsync(new Act("lin", what, "", area, ""));
        }

        Assert.AreEqual("4321", await NumbersAsync(""));
        Assert.AreEqual("321", await NumbersAsync("410481001"));
        Assert.AreEqual("21", await NumbersAsync("410481001-0007"));
        Assert.AreEqual("42", await NumbersAsync("", "node.configure", "session.begin"));
        Assert.AreEqual("2", await NumbersAsync("410481001-0007", "node.configure", "session.begin"));
        Assert.AreEqual("", await NumbersAsync("", "' OR ''='"));

        async Task<string> NumbersAsync(string area, params string[] what)
        {
            return string.Concat((await log.ReadAsync(area, long.MaxValue, 100, what)).Select(entry => entry.Number));
        }
    }

    [TestMethod]
    [DataRow("UPDATE audit SET person = 'somebody' WHERE number = 3", 3L)]
    [DataRow("UPDATE audit SET at_ms = at_ms - 1 WHERE number = 1", 1L)]
    [DataRow("DELETE FROM audit WHERE number = 2", 3L)]
    [DataRow("DELETE FROM audit WHERE number = 2; UPDATE audit SET number = number - 1 WHERE number > 2", 2L)]
    public async Task WhatWasChangedIsFound(string sql, long number)
    {
        using TempFolder folder = new();
        string path = folder.PathOf("registry.db");
        using RegistryDatabase database = RegistryDatabase.OpenFile(path, TimeProvider.System);
        AuditLog log = new(database);
        for (int i = 0; i < 4; i++)
        {
            await log.NoteAsync(new Act("lin", "alert.close", $"{i}", "", ""));
        }

        Assert.IsNull(await log.FindBreakAsync());
        using (SqliteConnection connection = new($"Data Source={path}"))
        {
            connection.Execute(sql);
        }

        Assert.AreEqual(number, await log.FindBreakAsync());
    }

    [TestMethod]
    public void TablesOfANewerProgramAreRefused()
    {
        using TempFolder folder = new();
        string path = folder.PathOf("registry.db");
        RegistryDatabase.OpenFile(path, TimeProvider.System).Dispose();
        using (SqliteConnection connection = new($"Data Source={path}"))
        {
            connection.Execute("INSERT INTO migration VALUES ('9999-moon.sql', 0)");
        }

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => RegistryDatabase.OpenFile(path, TimeProvider.System));
        StringAssert.Contains(e.Message, "newer version");
    }

    [TestMethod]
    public void AFileThatIsNoRegistryIsNamed()
    {
        using TempFolder folder = new();
        string path = folder.PathOf("registry.db");
        File.WriteAllText(path, new string('x', 5000));
        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => RegistryDatabase.OpenFile(path, TimeProvider.System));
        StringAssert.Contains(e.Message, path);
    }
}
