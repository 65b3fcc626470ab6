using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Configurations;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>Configurations are kept by their hash, and what was sent last is known; the same on both engines.</summary>
[TestClass]
public class ConfigurationBookTests
{
    private const string Node = "410481001-0007-01";

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task WhatWasHandedInOrSentIsKeptByItsHashAndTheLogSaysSo(string engine)
    {
        using RegistryBench bench = new(engine);
        ConfigurationBook book = new(bench.Database);
        Assert.IsNull(await book.FindAsync(Node, "first"));
        Assert.IsNull(await book.FindSentAsync(Node));
        KeptConfiguration first = new(Node, "first", """{"version":1}""", 0, 1, "lin", 0, 0);
        KeptConfiguration second = first with { Hash = "second", Content = """{"version":2}""", UpdateId = 7, Version = 2, ExpiresMs = 60_000 };

        await book.HandInAsync(first);
        await book.HandInAsync(first with { Person = "wang" });
        await book.SendAsync(second);
        await book.SendAsync(second with { UpdateId = 8, Person = "wang", ExpiresMs = 70_000 });
        await book.SendAsync(second with { Node = "410481001-0007-02", UpdateId = 9 });
        bench.Reopen();
        book = new ConfigurationBook(bench.Database);

        Assert.AreEqual("""{"version":1} lin""", await book.FindAsync(Node, "first") is { } kept ? $"{kept.Content} {kept.Person}" : "");
        KeptConfiguration sent = (await book.FindSentAsync(Node))!;
        Assert.AreEqual(("second", 8L, 2L, "wang", 70_000L), (sent.Hash, sent.UpdateId, sent.Version, sent.Person, sent.ExpiresMs));
        Assert.AreEqual(
            "node.configure lin 9 version 2, node.configure wang 8 version 2, node.configure lin 7 version 2, node.hand_in_configuration lin version 1",
            string.Join(", ", (await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10)).Select(entry => $"{entry.What} {entry.Person} {entry.Detail}")));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await book.EndWaitAsync(Node, 8);
        Assert.IsInRange(sent.AtMs + 1, bench.Time.GetUtcNow().ToUnixTimeMilliseconds(), (await book.FindSentAsync(Node))!.ExpiresMs);
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task WhatWasHandedInAndIsSentLaterCountsAsSent(string engine)
    {
        using RegistryBench bench = new(engine);
        ConfigurationBook book = new(bench.Database);
        KeptConfiguration one = new(Node, "one", "{}", 0, 3, "lin", 0, 0);
        await book.HandInAsync(one);

        await book.SendAsync(one with { UpdateId = 4, ExpiresMs = 5 });

        Assert.AreEqual(4, (await book.FindSentAsync(Node))!.UpdateId);
    }
}
