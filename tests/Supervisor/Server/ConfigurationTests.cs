using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>A configuration from a person over HTTP: checked as on the node, signed, and sent in parts.</summary>
[TestClass]
public class ConfigurationTests
{
    [TestMethod]
    public async Task AGoodConfigurationIsSignedAndSentInCanonicalForm()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Command);

        using HttpResponseMessage response = await PostAsync(town, node, Request(Good(node)));

        string body = await response.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode, body);
        JsonElement answer = JsonElement.Parse(body);
        await Eventually.IsTrueAsync(() => peer.Newest(node.Topics.Command) is not null, "the node hears it");
        ConfigurationPart part = new();
        Assert.AreEqual(ReadStatus.Ok, part.Read(peer.Newest(node.Topics.Command)!, node.Id));
        Assert.IsTrue(part.Signed.Names(node.Key) && part.Signed.IsSignedBy(node.Key));
        Assert.AreEqual(
            $$"""{"broker":{"host":"127.0.0.1","port":1883},"node":"{{node.Id}}","version":2}""", Encoding.ASCII.GetString(part.Content));
        Assert.AreEqual("inspector 0 1", $"{part.By} {part.Part} {part.PartCount}");
        Assert.AreEqual(answer.GetProperty("id").GetInt64(), part.Id);
        Assert.AreEqual(2, answer.GetProperty("version").GetInt32());
        Assert.AreEqual(
            System.Buffers.Text.Base64Url.EncodeToString(Sha256.HashOf(part.Content)), answer.GetProperty("hash").GetString());
    }

    [TestMethod]
    public async Task FaultsComeBackByPathAndNothingIsSent()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        JsonObject bad = Good(node);
        bad["heartbeat_interval_s"] = 1;
        bad["colour"] = "red";
        bad["meter_interval_s"] = 1.5;

        using HttpResponseMessage response = await PostAsync(town, node, Request(bad));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        CollectionAssert.AreEqual(
            new[]
            {
                "heartbeat_interval_s must be a whole number from 5 to 300",
                "meter_interval_s must be a whole number from 5 to 3600",
                "colour is not a setting",
            },
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetString()).ToArray());
    }

    [TestMethod]
    public async Task WhatTheNodeWouldRefuseAsOldOrForeignIsRefusedHere()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.StartedUnder(2, "hash", isOnTrial: false));
        await Eventually.IsTrueAsync(async () => (await ConfigurationAsync(town, node)).GetProperty("version").GetInt32() == 2, "it is known");
        JsonObject other = Good(node);
        other["node"] = "410481001-0007-99";

        using HttpResponseMessage response = await PostAsync(town, node, Request(other));

        JsonElement problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        CollectionAssert.AreEqual(
            new[] { $"node must be {node.Id}", "version must be above 2" },
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetString()).ToArray());
    }

    [TestMethod]
    [DataRow("""{"by":"x"}""")]
    [DataRow("""{"by":"x","configuration":[]}""")]
    [DataRow("""{"by":"","configuration":{}}""")]
    [DataRow("""{"configuration":{}}""")]
    [DataRow("nonsense")]
    public async Task ARequestThatDoesNotFitIsRefusedWithProblemDetails(string request)
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();

        using HttpResponseMessage response = await PostAsync(town, node, request);

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task EachRecordSaysUnderWhichConfigurationItWasMade()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.StartedUnder(4, "abc", isOnTrial: true));
        await peer.PublishAsync(node.Topics.Journal, node.Configured("confirmed", 4));
        await Eventually.IsTrueAsync(
            async () => !(await ConfigurationAsync(town, node)).GetProperty("on_trial").GetBoolean()
                && (await ConfigurationAsync(town, node)).GetProperty("version").GetInt32() == 4,
            "it is confirmed");

        JsonElement document = await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}");

        Assert.AreEqual("abc", document.GetProperty("node").GetProperty("configuration").GetProperty("hash").GetString());
        foreach (JsonElement record in document.GetProperty("records").EnumerateArray())
        {
            Assert.AreEqual(4, record.GetProperty("configuration_version").GetInt64());
        }
    }

    [TestMethod]
    public async Task WhatANodeRunsWithIsKnownOnceADocumentOfItsHashIsHandedIn()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        string canonical = $$"""{"broker":{"host":"127.0.0.1","port":1883},"node":"{{node.Id}}","version":2}""";
        string hash = System.Buffers.Text.Base64Url.EncodeToString(Sha256.HashOf(Encoding.ASCII.GetBytes(canonical)));
        Assert.AreEqual(HttpStatusCode.Conflict, await PutAsync(town, node, Good(node)), "it has not said what it runs with");
        await peer.PublishAsync(node.Topics.Journal, node.StartedUnder(2, hash, isOnTrial: false));
        await Eventually.IsTrueAsync(async () => (await RunningAsync(town, node)).GetProperty("hash").GetString() == hash, "it is known");
        Assert.AreEqual(JsonValueKind.Null, (await RunningAsync(town, node)).GetProperty("document").ValueKind);
        JsonObject other = Good(node);
        other["heartbeat_interval_s"] = 10;
        Assert.AreEqual(HttpStatusCode.Conflict, await PutAsync(town, node, other));

        Assert.AreEqual(HttpStatusCode.NoContent, await PutAsync(town, node, Good(node)));

        Assert.AreEqual(canonical, (await RunningAsync(town, node)).GetProperty("document").GetRawText());
        Assert.AreEqual(JsonValueKind.Null, (await RunningAsync(town, node)).GetProperty("sent").ValueKind);
    }

    [TestMethod]
    public async Task WhatWasSentIsFollowedUntilTheNodeAnswers()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);

        using HttpResponseMessage response = await PostAsync(town, node, Request(Good(node)));

        JsonElement accepted = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        JsonElement sent = (await RunningAsync(town, node)).GetProperty("sent");
        Assert.AreEqual("sent inspector 2", $"{sent.GetProperty("state")} {sent.GetProperty("by")} {sent.GetProperty("version")}");
        await peer.PublishAsync(node.Topics.Journal, node.Journal(RecordKind.Config, data => data
            .Name("errors").BeginArray().Text("zones[0] is one too many").EndArray()
            .Name("id").Integer(accepted.GetProperty("id").GetInt64()).Name("result").Text("refused").Name("who").Text("inspector")));
        await Eventually.IsTrueAsync(
            async () => (await RunningAsync(town, node)).GetProperty("sent").GetProperty("state").GetString() == "refused", "it is refused");
        Assert.AreEqual(
            "zones[0] is one too many", (await RunningAsync(town, node)).GetProperty("sent").GetProperty("errors")[0].GetString());
    }

    private static async Task<JsonElement> RunningAsync(TestTownship town, TestNode node)
    {
        return await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}/configuration");
    }

    private static async Task<HttpStatusCode> PutAsync(TestTownship town, TestNode node, JsonObject configuration)
    {
        using HttpResponseMessage response = await town.Supervisor.Http.PutAsync(
            new Uri($"/api/v1/nodes/{node.Id}/configuration", UriKind.Relative),
            new StringContent(configuration.ToJsonString(), Encoding.UTF8, "application/json"));
        return response.StatusCode;
    }

    private static JsonObject Good(TestNode node)
    {
        return new JsonObject
        {
            ["version"] = 2,
            ["node"] = node.Id.Value,
            ["broker"] = new JsonObject { ["port"] = 1883, ["host"] = "127.0.0.1" },
        };
    }

    private static string Request(JsonObject configuration)
    {
        return new JsonObject { ["by"] = "inspector", ["configuration"] = configuration }.ToJsonString();
    }

    private static async Task<JsonElement> ConfigurationAsync(TestTownship town, TestNode node)
    {
        return (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("configuration");
    }

    private static Task<HttpResponseMessage> PostAsync(TestTownship town, TestNode node, string request)
    {
        return town.Supervisor.Http.PostAsync(
            new Uri($"/api/v1/nodes/{node.Id}/configuration", UriKind.Relative),
            new StringContent(request, Encoding.UTF8, "application/json"));
    }
}
