using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Commands from a person over HTTP to a node, signed on the way.</summary>
[TestClass]
public class CommandTests
{
    private static readonly string TestCommand = """{"command":"test","duration_s":600,"reason":"drill","by":"inspector"}""";

    [TestMethod]
    public async Task ACommandIsSignedWithTheNodesKeyAndPublishedOnce()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.SubscribeAsync(node.Topics.Command);

        using HttpResponseMessage response = await PostAsync(town, node, TestCommand);

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement answer = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        await Eventually.IsTrueAsync(() => peer.Newest(node.Topics.Command) is not null, "the node hears it");
        Command command = new();
        Assert.AreEqual(ReadStatus.Ok, command.Read(peer.Newest(node.Topics.Command)!, node.Id));
        Assert.IsTrue(command.Signed.Names(node.Key) && command.Signed.IsSignedBy(node.Key));
        Assert.AreEqual("test 600 drill inspector", $"{command.Act} {command.DurationS} {command.Reason} {command.By}");
        Assert.AreEqual(answer.GetProperty("id").GetInt64(), command.Id);
        Assert.AreEqual(answer.GetProperty("expires_ms").GetInt64(), command.ExpiresUnixMs);
        await using MqttPeer later = await town.ConnectAsync("dashboard");
        Assert.IsNull(later.Newest(node.Topics.Command));
    }

    [TestMethod]
    public async Task EachIdIsAboveTheOnesBeforeAlsoThoseTheNodeHasAnswered()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        long ahead = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds();
        await peer.PublishAsync(node.Topics.Journal, node.Answer("reset", "done", ahead));
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64() == 1,
            "the answer is stored");

        long first = await IdOfAsync(town, node);
        long second = await IdOfAsync(town, node);

        Assert.AreEqual(ahead + 1, first);
        Assert.AreEqual(ahead + 2, second);
    }

    [TestMethod]
    [DataRow("""{"command":"explode","by":"x"}""")]
    [DataRow("""{"by":"x"}""")]
    [DataRow("""{"command":"reset"}""")]
    [DataRow("""{"command":"reset","by":""}""")]
    [DataRow("""{"command":"reset","by":"检查员"}""")]
    [DataRow("""{"command":"reset","by":"x","zone":"gate"}""")]
    [DataRow("""{"command":"reset","by":"x","duration_s":5}""")]
    [DataRow("""{"command":"bypass","by":"x","duration_s":5}""")]
    [DataRow("""{"command":"bypass","by":"x","zone":"Gate","duration_s":5}""")]
    [DataRow("""{"command":"bypass","by":"x","zone":"gate"}""")]
    [DataRow("""{"command":"bypass","by":"x","zone":"gate","duration_s":86401}""")]
    [DataRow("""{"command":"test","by":"x","duration_s":1801}""")]
    [DataRow("""{"command":"test","by":"x","duration_s":0}""")]
    [DataRow("""{"command":7}""")]
    [DataRow("""nonsense""")]
    public async Task ACommandThatDoesNotFitIsRefusedWithProblemDetails(string document)
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();

        using HttpResponseMessage response = await PostAsync(town, node, document);

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    [DataRow("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [DataRow("Origin", "null", HttpStatusCode.Forbidden)]
    [DataRow("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [DataRow("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [DataRow("Sec-Fetch-Site", "same-origin", HttpStatusCode.Accepted)]
    public async Task APageOfAnotherSiteCannotCommand(string header, string value, HttpStatusCode expected)
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();

        using HttpResponseMessage response = await PostAsync(town, node, TestCommand, (header, value));

        Assert.AreEqual(expected, response.StatusCode);
    }

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    public async Task AFormOfAnotherSiteCannotCommand(string contentType)
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        using StringContent content = new(TestCommand, Encoding.UTF8, contentType);

        using HttpResponseMessage response = await town.Supervisor.Http.PostAsync(PathOf(node), content);

        Assert.AreEqual(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [TestMethod]
    public async Task WithoutABrokerNothingIsSentAndThatIsSaid()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await town.StopBrokerAsync();
        await Eventually.IsTrueAsync(async () => await town.Supervisor.GetHealthAsync() == "degraded", "the broker is gone");

        using HttpResponseMessage response = await PostAsync(town, node, TestCommand);

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [TestMethod]
    public async Task ANodeThatIsNotEnrolledIsNotFound()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();

        using HttpResponseMessage response = await PostAsync(town, new TestNode("77"), TestCommand);

        Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<long> IdOfAsync(TestTownship town, TestNode node)
    {
        using HttpResponseMessage response = await PostAsync(town, node, TestCommand);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        TestTownship town, TestNode node, string document, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, PathOf(node))
        {
            Content = new StringContent(document, Encoding.UTF8, "application/json"),
        };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await town.Supervisor.Http.SendAsync(request);
    }

    private static Uri PathOf(TestNode node)
    {
        return new Uri($"/api/v1/nodes/{node.Id}/commands", UriKind.Relative);
    }
}
