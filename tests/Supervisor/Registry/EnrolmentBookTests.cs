using Microsoft.AspNetCore.DataProtection;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Enrolment;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>Who is supervised, as settings give it and as people change it; the same on both engines.</summary>
[TestClass]
public class EnrolmentBookTests
{
    private static readonly IDataProtector Secrets = new EphemeralDataProtectionProvider().CreateProtector("test");
    private static readonly BilingualName Name = new("大门", "Gate");
    private static readonly NodeId Given = new TestNode().Id;
    private static readonly NodeId Added = NodeId.Parse("410481001-0007-02");

    private static readonly EnrolledFacility[] Settings =
    [
        new(TestNode.FacilityId, Name, new EnrolledTownship("410481001", Name), [new EnrolledNode(Given, Name, [TestNode.KeyOf("1", 1)])]),
    ];

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task WhatPeopleAddStandsBesideWhatSettingsGive(string engine)
    {
        using RegistryBench bench = new(engine);
        EnrolmentBook book = new(bench.Database, Secrets, Settings);
        await book.AddFacilityAsync("root", "410481002-0001", Name, new BilingualName("武功乡", "Wugong"));
        NewKey first = await book.AddNodeAsync("root", Added, Name);
        await book.AddNodeAsync("root", NodeId.Parse("410481002-0001-01"), Name);
        bench.Reopen();

        (long version, IReadOnlyList<EnrolledFacility> facilities) = await new EnrolmentBook(bench.Database, Secrets, Settings).ReadAsync();
        Assert.AreEqual(3, version);
        Assert.AreEqual(
            "410481001-0007: 410481001-0007-01 410481001-0007-02; 410481002-0001: 410481002-0001-01",
            string.Join("; ", facilities.Select(facility => $"{facility.Id}: {string.Join(' ', facility.Nodes.Select(node => node.Id))}")));
        Assert.AreEqual("410481002", facilities[1].Township.Code);
        byte[] text = [1, 2, 3];
        byte[] secret = System.Buffers.Text.Base64Url.DecodeFromChars(first.K);
        CollectionAssert.AreEqual(
            new NodeKey("1", secret, new Wugang.Supervisor.Rules.SystemMac()).Sign(text, 0, 3), facilities[0].Nodes[1].Keys.Single().Sign(text, 0, 3));
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task KeysAreRotatedInThreeSteps(string engine)
    {
        using RegistryBench bench = new(engine);
        EnrolmentBook book = new(bench.Database, Secrets, Settings);
        await book.AddKeyAsync("root", Given.Value, "2026");
        Assert.AreEqual("1 2026", await KeysAsync(book), "the new one is accepted, the old one signs");
        await RefusedAsync(RegistryFault.Conflict, () => book.RetireKeyAsync("root", Given.Value, "1"));
        await book.UseKeyAsync("root", Given.Value, "2026");
        Assert.AreEqual("2026 1", await KeysAsync(book));
        await book.RetireKeyAsync("root", Given.Value, "1");
        Assert.AreEqual("2026", await KeysAsync(book), "though settings still give the other");
        await RefusedAsync(RegistryFault.NotFound, () => book.UseKeyAsync("root", Given.Value, "1"));
        await RefusedAsync(RegistryFault.Conflict, () => book.AddKeyAsync("root", Given.Value, "1"));
    }

    [TestMethod]
    public async Task WhoIsRetiredDoesNotComeBack()
    {
        using RegistryBench bench = new("sqlite");
        EnrolmentBook book = new(bench.Database, Secrets, Settings);
        await book.SetStateAsync("root", Given.Value, NodeState.Suspended);
        Assert.IsTrue((await book.ReadAsync()).Facilities[0].Nodes[0].IsSuspended);
        await book.SetStateAsync("root", Given.Value, NodeState.Active);
        Assert.IsFalse((await book.ReadAsync()).Facilities[0].Nodes[0].IsSuspended);

        await book.SetStateAsync("root", Given.Value, NodeState.Retired);
        Assert.IsEmpty((await book.ReadAsync()).Facilities[0].Nodes);
        Assert.AreEqual(NodeState.Retired, (await book.ReadViewAsync()).Facilities[0].Nodes.Single().State, "it is not forgotten");
        await RefusedAsync(RegistryFault.Conflict, () => book.SetStateAsync("root", Given.Value, NodeState.Active));
        await RefusedAsync(RegistryFault.Conflict, () => book.AddNodeAsync("root", Given, Name));
    }

    [TestMethod]
    public async Task SecretsAreEncryptedAtRest()
    {
        using TempFolder folder = new();
        string path = folder.PathOf("registry.db");
        using RegistryDatabase database = RegistryDatabase.OpenFile(path, TimeProvider.System);
        NewKey key = await new EnrolmentBook(database, Secrets, Settings).AddNodeAsync("root", Added, Name);
        foreach (string file in Directory.GetFiles(folder.Root))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(key.K, await reader.ReadToEndAsync(), $"{file} holds the secret as it is");
        }

        IDataProtector other = new EphemeralDataProtectionProvider().CreateProtector("test");
        InvalidDataException e = await Assert.ThrowsExactlyAsync<InvalidDataException>(() => new EnrolmentBook(database, other, Settings).ReadAsync());
        StringAssert.Contains(e.Message, "key-ring");
    }

    [TestMethod]
    public async Task WhatDoesNotFitIsRefused()
    {
        using RegistryBench bench = new("sqlite");
        EnrolmentBook book = new(bench.Database, Secrets, Settings);
        await RefusedAsync(RegistryFault.NotGood, () => book.AddFacilityAsync("root", "0007", Name, Name));
        await RefusedAsync(RegistryFault.NotGood, () => book.AddFacilityAsync("root", "410481001-0008", new BilingualName("", "x"), Name));
        await RefusedAsync(RegistryFault.Conflict, () => book.AddFacilityAsync("root", TestNode.FacilityId, Name, Name));
        await RefusedAsync(RegistryFault.NotFound, () => book.AddNodeAsync("root", NodeId.Parse("410481009-0001-01"), Name));
        await RefusedAsync(RegistryFault.NotFound, () => book.AddKeyAsync("root", Added.Value, "2"));
        await RefusedAsync(RegistryFault.NotGood, () => book.AddKeyAsync("root", Given.Value, "KEY 2"));
        Assert.AreEqual(0, (await book.ReadAsync()).Version, "nothing was changed");
        Assert.IsEmpty(await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10));
    }

    private static async Task RefusedAsync(RegistryFault fault, Func<Task> act)
    {
        RegistryException e = await Assert.ThrowsExactlyAsync<RegistryException>(act);
        Assert.AreEqual(fault, e.Fault, e.Message);
    }

    private static async Task<string> KeysAsync(EnrolmentBook book)
    {
        return string.Join(' ', (await book.ReadAsync()).Facilities[0].Nodes[0].Keys.Select(key => key.KeyId));
    }
}
