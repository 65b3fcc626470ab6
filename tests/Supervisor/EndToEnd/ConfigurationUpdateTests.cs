using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Sim.App;
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
        await VersionIsAsync(town, 1);
        JsonObject configuration = JsonNode.Parse(TestSite.ConfigurationOf(Kindergarten.Nodes[0], town.BrokerPort))!.AsObject();
        configuration["version"] = 2;
        configuration["heartbeat_interval_s"] = 7;

        using HttpResponseMessage response = await town.Supervisor.Http.PostAsync(
            new Uri($"/api/v1/nodes/{Gate}/configuration", UriKind.Relative),
            new StringContent(
                new JsonObject { ["by"] = "inspector", ["configuration"] = configuration }.ToJsonString(), Encoding.UTF8, "application/json"));

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode, await response.Content.ReadAsStringAsync());
        await VersionIsAsync(town, 2);
        JsonElement node = await town.Supervisor.GetNodeAsync(Gate);
        Assert.AreEqual(2, node.GetProperty("boot").GetInt64());
        Assert.AreEqual("confirmed", node.GetProperty("configuration").GetProperty("change").GetProperty("result").GetString());

        site.Do("cut power 01");
        site.Do("restore power 01");
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(Gate)).GetProperty("boot").GetInt64() == 3, "it starts again");
        await VersionIsAsync(town, 2);
        Assert.IsEmpty(await town.Supervisor.GetRejectionsAsync());
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
