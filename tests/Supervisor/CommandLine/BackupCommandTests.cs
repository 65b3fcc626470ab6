using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry.People;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary>A backup is made while the supervisor runs, and a supervisor goes on from it.</summary>
[TestClass]
public class BackupCommandTests
{
    [TestMethod]
    public async Task ASupervisorGoesOnFromABackupThatWasMadeWhileItStored()
    {
        TestNode node = new();
        using TempFolder folder = new();
        string copy = folder.PathOf("backup");
        long copied;
        await using (TestTownship township = await new TestTownship(node).StartAsync())
        {
            await township.Supervisor.Get<PeopleBook>().AddAsync("system", "lin", Role.City, "", "correct horse battery");
            await using MqttPeer peer = await township.ConnectAsync(node.Id.Value);
            await peer.PublishAsync(node.Topics.Journal, node.Started());
            Task storing = PublishAsync(peer, node, 200);
            (int code, string output, string error) = await RunAsync(township.Folder, copy);
            Assert.AreEqual(0, code, error);
            copied = long.Parse(output.Trim()["records=".Length..], System.Globalization.CultureInfo.InvariantCulture);
            await storing;
            await Eventually.IsTrueAsync(
                async () => (await township.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64() == 201,
                "nothing was held up");
        }

        using (SqliteLedger ledger = SqliteLedger.OpenToRead(Path.Combine(copy, "ledger.db")))
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(1, (int)copied).Select(i => (long)i).ToArray(), ledger.ReadRecords(node.Id.Value, 1).Select(entry => entry.Record.Sequence).ToArray());
        }

        await using TestTownship restored = await new TestTownship(node) { DataFolder = copy }.StartAsync();
        Assert.AreEqual(copied, (await restored.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64());
        Assert.IsNotNull(await restored.Supervisor.Get<PeopleBook>().SignInAsync("lin", "correct horse battery"));
    }

    [TestMethod]
    public async Task WhatIsNoDataFolderOrStandsInTheWayIsNamed()
    {
        using TempFolder folder = new();
        (int code, _, string error) = await RunAsync(folder.PathOf("nothing"), folder.PathOf("backup"));
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "holds no ledger.db");

        File.WriteAllText(folder.PathOf("ledger.db"), new string('x', 5000));
        (code, _, error) = await RunAsync(folder.Root, folder.Root);
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "is there already");
        (code, _, error) = await RunAsync(folder.Root, folder.PathOf("backup"));
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "cannot be copied");
    }

    private static async Task PublishAsync(MqttPeer peer, TestNode node, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: i % 2 == 0));
        }
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(string data, string output)
    {
        return DotnetProgram.RunAsync("Wugang.Supervisor.Cli", "", "backup", "--data", data, "--out", output);
    }
}
