using System.Net;
using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>What lies behind a verdict, over HTTP: the overview, one facility, the evidence on an instant, a record taken apart.</summary>
[TestClass]
public class EvidenceTests
{
    private const string Facility = "/api/v1/facilities/" + TestNode.FacilityId;

    [TestMethod]
    public async Task ARecordIsShownAsReceivedTakenApartAndJoinedToTheOneBefore()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        byte[] record = node.Door("gate", isOpen: true);
        await peer.PublishAsync(node.Topics.Journal, record);
        await peer.PublishAsync(node.Topics.State, node.Heartbeat(), isRetained: true);
        using LedgerFile ledger = town.OpenLedger();
        await Eventually.IsTrueAsync(() => ledger.Count("heartbeat") == 1, "stored");

        JsonElement shown = await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}/records/2");
        JsonElement heartbeat = await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}/heartbeats/1/1");

        Assert.AreEqual(Encoding.ASCII.GetString(record), shown.GetProperty("record").GetString());
        Assert.AreEqual("good", shown.GetProperty("signature_state").GetString());
        Assert.AreEqual("joined", shown.GetProperty("chain").GetString());
        Assert.AreEqual(shown.GetProperty("expected_link").GetString(), shown.GetProperty("link").GetString());
        Assert.AreEqual(1, shown.GetProperty("previous_seq").GetInt64());
        Assert.AreEqual(JsonValueKind.Null, shown.GetProperty("next_seq").ValueKind);
        Assert.AreEqual("joined", heartbeat.GetProperty("chain").GetString());
        Assert.AreEqual(2, heartbeat.GetProperty("previous_seq").GetInt64());
    }

    [TestMethod]
    public async Task TheEvidenceOnAnInstantNamesTheNodeTheReasonAndItsRecord()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using LedgerFile ledger = town.OpenLedger();
        long nowMs = town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        node.Time = ClockReading.At(nowMs, 40, ClockQuality.Sync);
        node.UpMs = 600_000;
        await peer.PublishAsync(node.Topics.Journal, node.Started(("smoke", "smoke")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("smoke", "smoke", "cut"));
        TestNode.Saying fault = new() { Reasons = ["zone_fault:smoke"], Faults = ["cut:smoke"] };
        await peer.PublishAsync(node.Topics.State, node.Heartbeat(fault));
        await Eventually.IsTrueAsync(() => ledger.Count("heartbeat") == 1, "the first came in time");
        town.Time.Advance(TimeSpan.FromSeconds(30));
        node.Time = ClockReading.At(nowMs + 30_000, 40, ClockQuality.Sync);
        node.UpMs += 30_000;
        await peer.PublishAsync(node.Topics.State, node.Heartbeat(fault));
        string at = DateTimeOffset.FromUnixTimeMilliseconds(nowMs + 10_000).ToString("O").Replace("+", "%2B", StringComparison.Ordinal);
        string path = $"{Facility}/evidence?at={at}";
        await Eventually.IsTrueAsync(async () => await StateAsync(town, path) == "not_protected", "the evidence counts");

        JsonElement evidence = await town.Supervisor.GetAsync(path);
        JsonElement shown = evidence.GetProperty("nodes")[0];

        Assert.AreEqual("zone_fault:410481001-0007-01/smoke", evidence.GetProperty("reasons")[0].GetString());
        Assert.AreEqual(node.Id.Value, shown.GetProperty("node").GetString());
        Assert.AreEqual("cause 2, heartbeat 1, heartbeat 2", string.Join(", ", shown.GetProperty("records").EnumerateArray().Select(Name)));

        JsonElement records = await town.Supervisor.GetAsync($"{Facility}/records?kinds=zone");
        Assert.AreEqual(2, records.GetProperty("records").EnumerateArray().Single().GetProperty("seq").GetInt64());
    }

    [TestMethod]
    public async Task TheOverviewBeginsWithAllAndThenSaysOnlyWhatChanged()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using Stream stream = await town.Supervisor.Http.GetStreamAsync(new Uri("/api/v1/overview/events", UriKind.Relative));
        using StreamReader reader = new(stream);
        Assert.AreEqual("event: overview", await reader.ReadLineAsync());
        JsonElement overview = await ReadDataAsync(reader);
        JsonElement summary = overview.GetProperty("facilities").EnumerateArray().Single();
        Assert.AreEqual("unknown", summary.GetProperty("verdict").GetProperty("state").GetString());
        Assert.IsTrue(summary.GetProperty("nodes")[0].GetProperty("stale").GetBoolean());

        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));

        await Eventually.IsTrueAsync(
            async () => await reader.ReadLineAsync() == "event: changes" && (await ReadDataAsync(reader)).GetProperty("events").GetArrayLength() == 1,
            "the event comes once");
        await Eventually.IsTrueAsync(
            async () => await reader.ReadLineAsync() == "event: changes" && (await ReadDataAsync(reader)).GetProperty("events").GetArrayLength() == 0,
            "and not again");
    }

    [TestMethod]
    public async Task OneFacilityAndItsDaySoFarAreToldByThemselves()
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        JsonElement facility = (await town.Supervisor.GetAsync(Facility)).GetProperty("facility");
        JsonElement today = await town.Supervisor.GetAsync($"/api/v1/overview/today?facilities=410481001-0099,{TestNode.FacilityId}");

        Assert.AreEqual(TestNode.FacilityId, facility.GetProperty("id").GetString());
        Assert.AreEqual(TestNode.FacilityId, today.GetProperty("facilities").EnumerateArray().Single().GetProperty("facility").GetString());
    }

    [TestMethod]
    [DataRow("/api/v1/facilities/410481001-0099", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/facilities/410481001-0099/evidence?at=2026-03-02T14:00:00%2B08:00", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/facilities/410481001-0099/records", HttpStatusCode.NotFound)]
    [DataRow(Facility + "/evidence", HttpStatusCode.BadRequest)]
    [DataRow(Facility + "/evidence?at=tuesday", HttpStatusCode.BadRequest)]
    [DataRow(Facility + "/evidence?at=2999-03-02T14:00:00%2B08:00", HttpStatusCode.BadRequest)]
    [DataRow(Facility + "/records?kinds=heartbeat", HttpStatusCode.BadRequest)]
    [DataRow(Facility + "/records?kinds=zone,zone", HttpStatusCode.BadRequest)]
    [DataRow(Facility + "/records?from=2026-03-02T00:00:00Z&to=2026-05-02T00:00:00Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/overview/today", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/nodes/410481001-0007-99/records/1", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/nodes/410481001-0007-01/records/1", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/nodes/410481001-0007-01/records/one", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/nodes/410481001-0007-01/heartbeats/1/1", HttpStatusCode.NotFound)]
    public async Task AMistakeIsAnsweredWithProblemDetails(string path, HttpStatusCode expected)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        using HttpResponseMessage response = await town.Supervisor.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.AreEqual(expected, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<string?> StateAsync(TestTownship town, string path)
    {
        return (await town.Supervisor.GetAsync(path)).GetProperty("state").GetString();
    }

    private static string Name(JsonElement record)
    {
        long heartbeat = record.GetProperty("heartbeat").GetInt64();
        return $"{record.GetProperty("role").GetString()} {(heartbeat > 0 ? heartbeat : record.GetProperty("seq").GetInt64())}";
    }

    private static async Task<JsonElement> ReadDataAsync(StreamReader reader)
    {
        const string Prefix = "data: ";
        string line = (await reader.ReadLineAsync())!;
        Assert.StartsWith(Prefix, line);
        return JsonElement.Parse(line[Prefix.Length..]);
    }
}
