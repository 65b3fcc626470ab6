using System.Net;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>The HTTP interface as docs/reference/http.md lists it.</summary>
[TestClass]
public class HttpTests
{
    [TestMethod]
    public async Task AVerdictGoesFromUnknownToProtectedAndBack()
    {
        TestNode node = new() { Time = Now() };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await VerdictIsAsync(town, "unknown");
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await peer.PublishAsync(node.Topics.Online, node.Notice(1, isOnline: true), isRetained: true);

        await peer.PublishAsync(node.Topics.State, node.Heartbeat(), isRetained: true);
        await VerdictIsAsync(town, "protected");

        await peer.PublishAsync(node.Topics.Online, node.Notice(1, isOnline: false), isRetained: true);
        await VerdictIsAsync(town, "unknown");
    }

    [TestMethod]
    public async Task ANodeShowsItsRecordsAsReceived()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        byte[] record = node.Started(("gate", "door"));
        await peer.PublishAsync(node.Topics.Journal, record);
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("boot").GetInt64() == 1, "stored");

        JsonElement document = await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}");

        string shown = document.GetProperty("records")[0].GetProperty("record").GetString()!;
        Assert.AreEqual(System.Text.Encoding.ASCII.GetString(record), shown);
    }

    [TestMethod]
    [DataRow("/api/v1/nodes/410481001-0007-99", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/facilities/410481001-0099/protection", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?from=yesterday", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?from=9999-12-30T00:00:00Z&to=9999-12-31T23:59:59Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?days=0", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?days=367", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?days=many", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/facilities/410481001-0007/protection?days=2&from=2026-03-02T00:00:00Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/nothing", HttpStatusCode.NotFound)]
    public async Task AMistakeIsAnsweredWithProblemDetails(string path, HttpStatusCode expected)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        using HttpResponseMessage response = await town.Supervisor.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.AreEqual(expected, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task TheDayIsProtectedBetweenHeartbeatsAndUnknownElsewhere()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using LedgerFile ledger = town.OpenLedger();
        long startMs = town.Time.GetUtcNow().ToUnixTimeMilliseconds();
        long nowMs = startMs;
        for (int i = 0; i <= 2; i++)
        {
            nowMs = town.Time.GetUtcNow().ToUnixTimeMilliseconds();
            node.Time = ClockReading.At(nowMs, 40, ClockQuality.Sync);
            await peer.PublishAsync(node.Topics.State, node.Heartbeat(upMs: 1000 + nowMs - startMs));
            await Eventually.IsTrueAsync(() => ledger.Count("heartbeat") == i + 1, "the heartbeat is stored");
            town.Time.Advance(TimeSpan.FromSeconds(30));
        }

        string from = DateTimeOffset.FromUnixTimeMilliseconds(startMs - 1000).ToString("O").Replace("+", "%2B", StringComparison.Ordinal);
        string path = $"/api/v1/facilities/{TestNode.FacilityId}/protection?from={from}";
        await Eventually.IsTrueAsync(
            async () => (await GetSegmentAsync()).GetProperty("to_ms").GetInt64() == nowMs, "evidence counts");

        JsonElement segment = await GetSegmentAsync();

        Assert.AreEqual("protected", segment.GetProperty("state").GetString());
        Assert.IsInRange(startMs, nowMs - 60_000, segment.GetProperty("from_ms").GetInt64());

        // The second segment, or the first while there is one.
        async Task<JsonElement> GetSegmentAsync()
        {
            return (await town.Supervisor.GetAsync(path)).GetProperty("segments").EnumerateArray().Take(2).Last();
        }
    }

    [TestMethod]
    public async Task ADaySaysHowLongItWasWhatAndThatItRuns()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();

        JsonElement document = await town.Supervisor.GetAsync($"/api/v1/facilities/{TestNode.FacilityId}/protection");
        JsonElement day = document.GetProperty("days").EnumerateArray().Single();

        Assert.AreEqual(document.GetProperty("from_ms").GetInt64(), day.GetProperty("from_ms").GetInt64());
        Assert.AreEqual(0, day.GetProperty("protected_ms").GetInt64());
        Assert.IsFalse(day.GetProperty("closed").GetBoolean());
        Assert.AreEqual(0, day.GetProperty("changes").GetArrayLength());
    }

    [TestMethod]
    public async Task TheStreamBeginsAtOnceAndFollowsEachChange()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        using Stream stream = await town.Supervisor.Http.GetStreamAsync(new Uri("/api/v1/events", UriKind.Relative));
        using StreamReader reader = new(stream);
        Assert.AreEqual("event: status", await reader.ReadLineAsync());
        Assert.StartsWith("data: {\"time_ms\":", await reader.ReadLineAsync());

        await peer.PublishAsync(node.Topics.Journal, node.Started(("side_gate", "door")));

        await Eventually.IsTrueAsync(
            async () => (await reader.ReadLineAsync())!.Contains("side_gate", StringComparison.Ordinal), "the change comes");
    }

    [TestMethod]
    public async Task ThePageIsStrictAndAnswersOnlyToItsOwnNames()
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        using HttpResponseMessage page = await town.Supervisor.Http.GetAsync(new Uri("/", UriKind.Relative));
        using HttpRequestMessage foreign = new(HttpMethod.Get, new Uri("/", UriKind.Relative));
        foreign.Headers.Host = "evil.example";
        using HttpResponseMessage refused = await town.Supervisor.Http.SendAsync(foreign);

        Assert.AreEqual("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.AreEqual(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [TestMethod]
    public async Task WhatIsPublishedForDashboardsIsSignedForAnybody()
    {
        TestNode node = new() { Time = Now() };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer dashboard = await town.ConnectAsync("dashboard");
        await dashboard.SubscribeAsync("supervised/v1/#");
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door"), ("hall_panic", "panic")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "active", "detected"));
        const string Topic = "supervised/v1/410481001/0007/01/state";
        await Eventually.IsTrueAsync(
            () => dashboard.Newest(Topic) is { } document && document.AsSpan().IndexOf("hall_panic\":{"u8) > 0, "the alarm shows");

        JsonElement keys = await town.Supervisor.GetAsync("/api/v1/keys");
        byte[] state = dashboard.Newest(Topic)!;

        Assert.IsTrue(Jws.IsSignedBy(state, keys));
        Assert.IsTrue(Jws.IsSignedBy(dashboard.Newest("supervised/v1/410481001/0007/protection")!, keys));
        state[state.AsSpan().IndexOf("\"boot\":1"u8) + 7] = (byte)'2';
        Assert.IsFalse(Jws.IsSignedBy(state, keys));
    }

    private static ClockReading Now()
    {
        return ClockReading.At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 40, ClockQuality.Sync);
    }

    private static Task VerdictIsAsync(TestTownship town, string state)
    {
        return Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict").GetProperty("state").GetString() == state,
            $"the verdict is {state}");
    }
}
