using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Tests.Supervisor.Registry;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>Alerts in the registry, the same on both engines.</summary>
[TestClass]
public class AlertStoreTests
{
    private const string Facility = "410481001-0007";
    private static readonly AlertKey Key = new(AlertKind.Alarm, "410481001-0007-01", "hall_panic");

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task WhatIsStoredIsThereAfterARestart(string engine)
    {
        using RegistryBench bench = new(engine);
        AlertStore store = new(bench.Database, new AlertOutbox(bench.Database));
        Alert opened = (await store.SaveAsync([new AlertUpdate(null, New())])).Single()!;
        Alert changed = opened with { Count = 3, EndedMs = 99, Mark = 8, Detail = "panic detected fault" };
        await store.SaveAsync([new AlertUpdate(opened, changed)]);

        bench.Reopen();
        StoredAlerts stored = await new AlertStore(bench.Database, new AlertOutbox(bench.Database)).LoadAsync(Facility);

        Assert.AreEqual(changed, stored.Unclosed.Single());
        Assert.AreEqual(8, stored.Marks[Key]);
        Assert.AreNotEqual(0, stored.BeganMs);
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task TwoServersThatBothSeeItOpenItOnce(string engine)
    {
        using RegistryBench bench = new(engine);
        using RegistryDatabase second = bench.Open();
        AlertStore[] stores = [new(bench.Database, new AlertOutbox(bench.Database)), new(second, new AlertOutbox(second))];

        Alert?[] opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
            (await stores[i % 2].SaveAsync([new AlertUpdate(null, New() with { OpenedMs = i })])).Single())));

        Assert.AreEqual(1, opened.Select(alert => alert!.Id).Distinct().Count());
        Assert.HasCount(1, await stores[0].ReadAsync(null, "", long.MaxValue, 10));
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task APersonAcknowledgesAndClosesWithANoteAndTheAuditLogSaysSo(string engine)
    {
        using RegistryBench bench = new(engine);
        AlertStore store = new(bench.Database, new AlertOutbox(bench.Database));
        Alert alert = (await store.SaveAsync([new AlertUpdate(null, New())])).Single()!;

        await store.AcknowledgeAsync(alert, "lin", "");
        Alert closed = await store.CloseAsync(alert, "wang", "演练，已复位");

        Assert.AreEqual(AlertState.Closed, closed.State);
        CollectionAssert.AreEqual(
            new[] { ("lin", "acknowledged", ""), ("wang", "closed", "演练，已复位") },
            (await store.ReadActsAsync(alert.Id)).Select(act => (act.Person, act.What, act.Note)).ToArray());
        AuditEntry entry = (await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10))[0];
        Assert.AreEqual(("wang", "alert.close", "1", Facility), (entry.Person, entry.What, entry.Target, entry.Area));
        Assert.IsNull((await store.SaveAsync([new AlertUpdate(alert, alert with { Count = 2 })])).Single(), "nothing happens to a closed alert");
        Assert.AreNotEqual(alert.Id, (await store.SaveAsync([new AlertUpdate(null, New())])).Single()!.Id);
    }

    [TestMethod]
    public async Task AnActThatDoesNotFitIsRefusedAndLeavesNoTrace()
    {
        using RegistryBench bench = new("sqlite");
        AlertStore store = new(bench.Database, new AlertOutbox(bench.Database));
        Alert alert = (await store.SaveAsync([new AlertUpdate(null, New())])).Single()!;

        await RefusedAsync(RegistryFault.NotGood, () => store.CloseAsync(alert, "lin", ""));
        await RefusedAsync(RegistryFault.NotGood, () => store.CloseAsync(alert, "lin", new string('x', AlertStore.MaxNoteCharacters + 1)));
        await RefusedAsync(RegistryFault.NotGood, () => store.AcknowledgeAsync(alert, "lin", "two\nlines"));
        await RefusedAsync(RegistryFault.NotFound, () => store.AcknowledgeAsync(alert with { Id = 99 }, "lin", ""));
        await store.CloseAsync(alert, "lin", "done");
        await RefusedAsync(RegistryFault.Conflict, () => store.AcknowledgeAsync(alert, "lin", ""));
        await RefusedAsync(RegistryFault.Conflict, () => store.CloseAsync(alert, "lin", "again"));

        Assert.HasCount(1, await store.ReadActsAsync(alert.Id));
        Assert.HasCount(1, await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10));
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task PagesFollowEachOtherAndKeepToStateAndArea(string engine)
    {
        using RegistryBench bench = new(engine);
        AlertStore store = new(bench.Database, new AlertOutbox(bench.Database));
        for (int i = 0; i < 6; i++)
        {
            string facility = i % 2 == 0 ? Facility : "410481002-0001";
            Alert alert = (await store.SaveAsync([new AlertUpdate(null, New() with { Facility = facility, Key = Key with { Subject = $"z{i}" } })])).Single()!;
            if (i < 2)
            {
                await store.CloseAsync(alert, "lin", "done");
            }
        }

        Assert.AreEqual("6 5", await IdsAsync(store, null, "", long.MaxValue, 2));
        Assert.AreEqual("4 3", await IdsAsync(store, null, "", 5, 2));
        Assert.AreEqual("5 3 1", await IdsAsync(store, null, Facility, long.MaxValue, 9));
        Assert.AreEqual("6 4", await IdsAsync(store, AlertState.Open, "410481002", long.MaxValue, 9));
        Assert.AreEqual("2 1", await IdsAsync(store, AlertState.Closed, "", long.MaxValue, 9));
    }

    private static Alert New()
    {
        return new Alert { Facility = Facility, Key = Key, Detail = "panic detected", OpenedMs = 10, NewestMs = 9, Count = 1, Mark = 5 };
    }

    private static async Task<string> IdsAsync(AlertStore store, AlertState? state, string area, long before, int count)
    {
        return string.Join(' ', (await store.ReadAsync(state, area, before, count)).Select(alert => alert.Id));
    }

    private static async Task RefusedAsync(RegistryFault fault, Func<Task> act)
    {
        Assert.AreEqual(fault, (await Assert.ThrowsExactlyAsync<RegistryException>(act)).Fault);
    }
}
