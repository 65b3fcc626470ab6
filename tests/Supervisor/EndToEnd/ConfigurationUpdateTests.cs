using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Sim.App;
using Wugang.Sim.App.Recordings;
using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>From the request of a person to the restarted chip and its acknowledgement: the whole way of a configuration.</summary>
[TestClass]
public class ConfigurationUpdateTests
{
    private const string Gate = "410481001-0007-01";

    [TestMethod]
    public async Task AConfigurationIsAppliedByTheVirtualChipAndConfirmed()
    {
        using TestSite site = new();
        await using TestTownship town = await new TestTownship(site.Keys).StartAsync();
        site.PowerOn(town.BrokerPort);
        ShiftedTime time = new();
        Recording recording = new(site.Site, time);
        await VersionIsAsync(town, 1);
        time.Advance(TimeSpan.FromMinutes(1));
        JsonObject configuration = JsonNode.Parse(TestSite.ConfigurationOf(Kindergarten.Nodes[0], town.BrokerPort))!.AsObject();
        configuration["version"] = 2;
        configuration["heartbeat_interval_s"] = 7;
        configuration["schedule"] = JsonNode.Parse("""{"hours":[{"days":"mon,wed-fri","open":"08:00","close":"17:30"}],"holidays":[20261001]}""");

        using HttpResponseMessage response = await town.Supervisor.Http.PostAsync(
            new Uri($"/api/v1/nodes/{Gate}/configuration", UriKind.Relative),
            new StringContent(
                new JsonObject { ["by"] = "inspector", ["configuration"] = configuration }.ToJsonString(), Encoding.UTF8, "application/json"));

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode, await response.Content.ReadAsStringAsync());
        await VersionIsAsync(town, 2);
        JsonElement node = await town.Supervisor.GetNodeAsync(Gate);
        Assert.AreEqual(2, node.GetProperty("boot").GetInt64());
        Assert.AreEqual("confirmed", node.GetProperty("configuration").GetProperty("change").GetProperty("result").GetString());

        time.Advance(TimeSpan.FromMinutes(1));
        site.Do("cut power 01");
        site.Do("restore power 01");
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(Gate)).GetProperty("boot").GetInt64() == 3, "it starts again");
        await VersionIsAsync(town, 2);
        Assert.IsEmpty(await town.Supervisor.GetRejectionsAsync());
        string update = recording.Write().Split('\n').Single(line => line.Contains(" update ", StringComparison.Ordinal));
        StringAssert.EndsWith(
            update,
            " update version=2 heartbeat_interval_s=7 meter_interval_s=5 entry_delay_s=30 exit_delay_s=30 schedule hours mon 08:00-17:30"
                + " hours wed-fri 08:00-17:30 holiday 2026-10-01 stay_open 60m by \"inspector\" 01");
        string text = recording.Write() + "finally expect configuration 2 01\n";
        Assert.IsNull(ScenarioRunner.Run(ScenarioReader.Read("recorded", text, out _)!, seed: 1).Failure);
    }

    private static Task VersionIsAsync(TestTownship town, int version)
    {
        return Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(Gate)).GetProperty("configuration") is var configuration
                && configuration.GetProperty("version").GetInt32() == version
                && !configuration.GetProperty("on_trial").GetBoolean(),
            $"version {version} is in force");
    }
}
