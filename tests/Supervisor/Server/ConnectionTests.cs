using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.App;
using Wugang.Sim.App.Recordings;
using Wugang.Sim.App.Replays;
using Wugang.Supervisor.Server;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Connections that half work, fail in the middle, or end.</summary>
[TestClass]
public class ConnectionTests
{
    [TestMethod]
    public async Task AConnectionWithoutSubscriptionsIsNoneAndIsMadeAgain()
    {
        await using TestTownship town = new(new TestNode()) { BrokerTimeout = TimeSpan.FromSeconds(2) };
        await using DeafBroker broker = new(town.BrokerPort);
        await town.StartSupervisorAsync(isBrokerThere: false);

        await Eventually.IsTrueAsync(() => broker.Unheard > 0, "it has tried to subscribe");
        Assert.AreEqual("degraded", await town.Supervisor.GetHealthAsync());
        await Eventually.IsTrueAsync(() => broker.Connects > 1, "it connects anew");
        broker.Hear();

        await town.IsConnectedAsync();
    }

    [TestMethod]
    public async Task WhatCameBehindAFailedBatchIsNotJudgedBeforeIt()
    {
        const int Count = 40;
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using LedgerFile ledger = town.OpenLedger();
        ledger.Execute("BEGIN IMMEDIATE");
        ledger.Execute("CREATE TRIGGER full BEFORE INSERT ON heartbeat WHEN NEW.hb = 1 BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        // The first waits for the ledger, those behind it wait for the first, and then only the first is refused.
        for (int i = 0; i < Count; i++)
        {
            await peer.PublishAsync(node.Topics.State, node.Heartbeat());
        }

        ledger.Execute("COMMIT");
        await Eventually.IsTrueAsync(
            async () => await town.Supervisor.GetHealthAsync() == "failed", "the failing ledger shows");
        ledger.Execute("DROP TRIGGER full");

        await Eventually.IsTrueAsync(() => ledger.Count("heartbeat") == Count, "every heartbeat is stored");
        Assert.AreEqual(0, ledger.Count("quarantine"));
    }

    [TestMethod]
    public async Task WhoLooksDoesNotWaitForALockedLedger()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using LedgerFile ledger = town.OpenLedger();
        ledger.Execute("BEGIN IMMEDIATE");

        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await Eventually.IsTrueAsync(
            async () => await town.Supervisor.GetHealthAsync() == "failed", "the locked ledger shows").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.AreEqual(0, (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64());
        ledger.Execute("ROLLBACK");
        await Eventually.IsTrueAsync(() => ledger.Count("record") == 1, "the record is stored");
    }

    [TestMethod]
    [DataRow("/api/v1/events")]
    [DataRow("/sim/api/events")]
    public async Task AnOpenPageEndsQuietlyWithTheServer(string path)
    {
        await using TestTownship town = new(new TestNode());
        using LogCollector log = new();
        await using WebApplication app = SupervisorHost.Build(town.Options, town.Time);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        Site site = new([]);
        Story story = new(site, new Schedule(new ScheduleSettings()), TimeProvider.System);
        using ReplayDesk replays = new(TimeProvider.System);
        new SimulatorPages(site, story, new Recording(site, TimeProvider.System), replays, broker: null).Map(app);
        await app.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(app.Urls.Single()), Timeout = Eventually.Patience };
        using StreamReader page = new(await http.GetStreamAsync(new Uri(path, UriKind.Relative)));
        Assert.StartsWith("event: ", await page.ReadLineAsync());

        await app.StopAsync();

        await page.ReadToEndAsync();
        Assert.IsFalse(log.Lines.Any(line => line.Contains("OperationCanceled") || line.Contains("unhandled")), string.Join('\n', log.Lines));
    }
}
