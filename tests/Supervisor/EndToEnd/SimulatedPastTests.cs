using System.Security.Cryptography;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.App;
using Wugang.Sim.App.Past;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>The weeks before the first start of the demonstration: real records, and a bill that they prove wrong (clause P6).</summary>
[TestClass]
public class SimulatedPastTests
{
    private const string Facility = "/api/v1/facilities/410481001-0007";
    private const string Meters = "410481001-0007-03";

    // 00:30 in China, so that the month before and one day are all there is.
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 30, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<string> Made = new(Make);

    [ClassCleanup]
    public static void Forget()
    {
        if (Made.IsValueCreated)
        {
            Directory.Delete(Made.Value, recursive: true);
        }
    }

    [TestMethod]
    public async Task TheBillWithTheWrongPriceIsShownWithAmountAndProof()
    {
        using TestSite site = new();
        await using TestTownship town = new(site.Keys);
        Copy(Made.Value, town.Folder);
        await town.StartAsync();

        JsonElement document = await town.Supervisor.GetAsync($"{Facility}/billing?month=2026-02");

        Dictionary<string, JsonElement> bills = document.GetProperty("bills").EnumerateArray().ToDictionary(bill => bill.GetProperty("account").GetString()!);
        JsonElement wrong = bills["4101230045"];
        Assert.AreEqual("not_applied", wrong.GetProperty("verdict").GetString());
        Assert.AreEqual("amount_is_of_other_class", wrong.GetProperty("reason").GetString());
        Assert.IsGreaterThan(1000L, wrong.GetProperty("difference_fen").GetInt64());
        Assert.AreEqual(1, bills.Values.Count(bill => bill.GetProperty("verdict").GetString() != "applied"), "the others are right");

        JsonElement proof = wrong.GetProperty("proof");
        Assert.AreEqual(Meters, proof.GetProperty("source").GetString());
        Assert.AreEqual((28 * 24) + 1, proof.GetProperty("count").GetInt32(), "each hour, and the begin");
        byte[] records = await town.Supervisor.Http.GetByteArrayAsync(new Uri(
            $"/api/v1/nodes/{Meters}/records?first={proof.GetProperty("first")}&last={proof.GetProperty("last")}", UriKind.Relative));
        Assert.AreEqual(proof.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(records)));
    }

    [TestMethod]
    public async Task EveryDayOfThePastIsProvedProtectedButForTheTuesdayOfTheTrouble()
    {
        using TestSite site = new();
        await using TestTownship town = new(site.Keys);
        Copy(Made.Value, town.Folder);
        town.Time.Advance(Start.AddMinutes(1) - TimeProvider.System.GetUtcNow());
        await town.StartAsync();

        JsonElement days = (await town.Supervisor.GetAsync($"{Facility}/protection?days=30")).GetProperty("days");

        Assert.AreEqual(30, days.GetArrayLength());
        JsonElement[] troubled = [.. days.EnumerateArray().Where(day => day.GetProperty("day").GetString() == "2026-02-24")];
        Assert.IsInRange(1_799_000, 1_801_000, troubled.Single().GetProperty("not_protected_ms").GetInt64());
        foreach (JsonElement day in days.EnumerateArray().Except(troubled))
        {
            Assert.IsTrue(day.GetProperty("compliant").GetBoolean(), day.ToString());
            Assert.AreEqual(0, day.GetProperty("not_protected_ms").GetInt64());
        }
    }

    [TestMethod]
    public async Task TheVirtualBoardsGoOnWithTheirChains()
    {
        using TestSite site = new();
        await using TestTownship town = new(site.Keys);
        Copy(Made.Value, town.Folder);
        await town.StartAsync();
        using LedgerFile ledger = town.OpenLedger();
        long[] before = [.. site.Keys.Select(node => (long)ledger.Records(node.Id).Count)];
        foreach ((NodeId id, NodeKey _) in site.Keys)
        {
            Copy(Path.Combine(town.Folder, "flash", id.Value), site.FlashOf(id));
        }

        site.PowerOn(town.BrokerPort);

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict").GetProperty("state").GetString() == "protected", "all are protected");
        foreach (((NodeId id, NodeKey key), long count) in site.Keys.Zip(before))
        {
            await Eventually.IsTrueAsync(() => ledger.Records(id).Count > count, "it has recorded its start");
            Assert.AreEqual(2, Chain.Verify(ledger.Records(id), key), "boots");
        }

        Assert.IsEmpty(await town.Supervisor.GetRejectionsAsync());
    }

    [TestMethod]
    public void ItIsMadeOnceAndOnlyForANewFolder()
    {
        using TempFolder folder = new();
        Copy(Made.Value, folder.Root);
        using DataFolder data = DataFolder.Open(folder.Root);

        Assert.AreEqual(Start.ToUnixTimeMilliseconds(), SimulatedPast.Find(data)!.ToMs);
        File.Delete(folder.PathOf("past.json"));

        Assert.IsNull(SimulatedPast.Find(data));
        Assert.IsNull(SimulatedPast.Make(data, [], Kindergarten.Enrol([], new Dictionary<string, StoredKey>()), Start.ToUnixTimeMilliseconds()));
    }

    [TestMethod]
    public void WhatWasWholeWhenTheProgramEndedAppearsAtTheNextStart()
    {
        using TempFolder folder = new();
        new StagedFolder(folder.Root, "past").Begin();
        File.WriteAllText(folder.PathOf("past.unfinished", "half"), "");
        string whole = new StagedFolder(folder.Root, "past").Begin();
        File.WriteAllText(Path.Combine(whole, "one"), "");
        Directory.CreateDirectory(Path.Combine(whole, "two"));

        // Ended between the two moves.
        Directory.Move(whole, folder.PathOf("past.whole"));
        File.Move(folder.PathOf("past.whole", "one"), folder.PathOf("one"));
        new StagedFolder(folder.Root, "past").Finish();

        CollectionAssert.AreEquivalent(
            new[] { "one", "two" }, Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).ToArray());
    }

    private static string Make()
    {
        string folder = Directory.CreateTempSubdirectory("wugang-past-").FullName;
        using DataFolder data = DataFolder.Open(folder);
        Dictionary<string, StoredKey> keys = Kindergarten.Nodes.ToDictionary(node => node.Id.Value, node => TestSite.AccessOf(node.Id, 1).Key);
        SimulatedPast.Make(
            data,
            Kindergarten.Nodes.Select(node => (node, TestSite.AccessOf(node.Id, 1))),
            Kindergarten.Enrol(Kindergarten.Nodes, keys),
            Start.ToUnixTimeMilliseconds());
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock"))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
