using System.Net.Http.Json;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Nodes and keys come and go while the supervisor runs, by its HTTP interface and by the command line.</summary>
[TestClass]
public class EnrolmentTests
{
    private const string Enrolment = "/api/v1/enrolment";

    [TestMethod]
    public async Task ANodeThatIsAddedIsBelievedAtOnce()
    {
        await using TestTownship township = await new TestTownship(new TestNode()).StartAsync();
        NodeId id = NodeId.Parse("410481001-0007-01");
        Assert.AreEqual("409", await SendAsync(township, HttpMethod.Post, "/nodes", new { id = id.Value, name = new { zh = "门", en = "Gate" } }));
        Assert.AreEqual("204", await SendAsync(
            township, HttpMethod.Post, "/facilities", new { id = "410481002-0001", name = new { zh = "新园", en = "New" }, township = new { zh = "乡", en = "Xiang" } }));
        await Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetAsync("/api/v1/facilities")).GetProperty("facilities").GetArrayLength() == 2, "the new facility is shown");

        Assert.AreEqual("200", await SendAsync(township, HttpMethod.Post, "/nodes", new { id = "410481002-0001-01", name = new { zh = "门", en = "Gate" } }));
        JsonElement view = (await township.Supervisor.GetAsync(Enrolment)).GetProperty("facilities")[1].GetProperty("nodes")[0];
        Assert.AreEqual("active", view.GetProperty("state").GetString());
        Assert.AreEqual("in_use", view.GetProperty("keys")[0].GetProperty("state").GetString());
        Assert.AreEqual("410481002-0001-01", (await township.Supervisor.GetNodeAsync("410481002-0001-01")).GetProperty("id").GetString());
    }

    [TestMethod]
    public async Task ANewKeyIsBelievedBesideTheOldOneUntilThatIsRetired()
    {
        TestNode node = new();
        await using TestTownship township = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await township.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started());
        await StoredAsync(township, node, 1);

        using HttpResponseMessage response = await township.Supervisor.Http.PostAsJsonAsync($"{Enrolment}/nodes/{node.Id}/keys", new { kid = "2" });
        byte[] secret = System.Buffers.Text.Base64Url.DecodeFromChars((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("k").GetString());
        TestNode rotated = node.Successor(key: new NodeKey("2", secret, new SystemMac()));
        await peer.PublishAsync(node.Topics.Journal, rotated.Started());
        await StoredAsync(township, node, 2);

        Assert.AreEqual("204", await SendAsync(township, HttpMethod.Put, $"/nodes/{node.Id}/keys/2/use"));
        Assert.AreEqual("204", await SendAsync(township, HttpMethod.Delete, $"/nodes/{node.Id}/keys/1"));
        await peer.PublishAsync(node.Topics.Journal, node.Started());
        await Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetRejectionsAsync()).GetValueOrDefault("unknown_key") == 1, "the old key is no longer believed");
    }

    [TestMethod]
    public async Task OfASuspendedNodeNothingIsBelievedAndARetiredOneIsGone()
    {
        TestNode node = new();
        TestNode other = new("02");
        await using TestTownship township = await new TestTownship(node, other).StartAsync();
        await using MqttPeer peer = await township.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started());
        await StoredAsync(township, node, 1);

        Assert.AreEqual("204", await SendAsync(township, HttpMethod.Put, $"/nodes/{node.Id}/state", new { state = "suspended" }));
        byte[] next = node.Door("gate", isOpen: true);
        await peer.PublishAsync(node.Topics.Journal, next);
        await Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetRejectionsAsync()).GetValueOrDefault("node_suspended") == 1, "it is set aside");

        Assert.AreEqual("204", await SendAsync(township, HttpMethod.Put, $"/nodes/{node.Id}/state", new { state = "active" }));
        await peer.PublishAsync(node.Topics.Journal, next);
        await StoredAsync(township, node, 2);

        Assert.AreEqual("204", await SendAsync(township, HttpMethod.Put, $"/nodes/{node.Id}/state", new { state = "retired" }));
        await Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetFacilityAsync()).GetProperty("nodes").GetArrayLength() == 1, "it is no longer shown");
        Assert.AreEqual("409", await SendAsync(township, HttpMethod.Put, $"/nodes/{node.Id}/state", new { state = "active" }));
        await peer.PublishAsync(node.Topics.Journal, node.Door("gate", isOpen: false));
        await Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetRejectionsAsync()).GetValueOrDefault("unknown_node") == 1, "nor known");
    }

    [TestMethod]
    public async Task TheCommandLineDoesTheSameInTheNameOfAToken()
    {
        await using TestTownship township = await new TestTownship(new TestNode()) { IsOpen = false }.StartAsync();
        await township.Supervisor.Get<PeopleBook>().AddAsync("system", "root", Role.City, "", "correct horse battery");
        string token = await township.Supervisor.Get<TokenBook>().AddAsync("root", "command line", isReadOnly: false, days: 1);
        string server = township.Supervisor.Http.BaseAddress!.ToString();

        (int code, string output, string error) = await RunAsync("", "list");
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "WUGANG_TOKEN");
        (code, output, error) = await RunAsync(token, "node", "add", "410481001-0007-05", "--zh", "后门", "--en", "Back door");
        Assert.AreEqual(0, code, error);
        StringAssert.Contains(output, "\"k\":");
        (code, output, error) = await RunAsync(token, "node", "suspend", "410481001-0007-05");
        Assert.AreEqual(0, code, error);
        (code, output, error) = await RunAsync(token, "list");
        Assert.AreEqual(0, code, error);
        StringAssert.Contains(output, "后门");
        StringAssert.Contains(output, "suspended");
        (code, _, error) = await RunAsync(token, "key", "retire", "410481001-0007-05", "1");
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "is in use");

        Task<(int, string, string)> RunAsync(string secret, params string[] words)
        {
            return DotnetProgram.RunAsync(
                "Wugang.Supervisor.Cli", "", new Dictionary<string, string?> { ["WUGANG_TOKEN"] = secret }, ["enrolment", .. words, "--server", server]);
        }
    }

    private static Task StoredAsync(TestTownship township, TestNode node, long sequence)
    {
        return Eventually.IsTrueAsync(
            async () => (await township.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64() == sequence,
            $"record {sequence} is stored");
    }

    private static async Task<string> SendAsync(TestTownship township, HttpMethod method, string path, object? document = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Enrolment + path, UriKind.Relative)) { Content = document is null ? null : JsonContent.Create(document) };
        using HttpResponseMessage response = await township.Supervisor.Http.SendAsync(request);
        return $"{(int)response.StatusCode}";
    }
}
