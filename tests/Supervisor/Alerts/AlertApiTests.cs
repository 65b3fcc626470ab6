using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Views;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>Alerts from what nodes say to what a person does about them.</summary>
[TestClass]
public class AlertApiTests
{
    private static int _people;

    [TestMethod]
    public async Task APanicAlarmIsAcknowledgedAndClosedAndComesBackWhileItIsHeld()
    {
        TestNode node = new() { Time = Now() };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("hall_panic", "panic")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "active", "detected"));
        JsonElement alert = await OpenedAsync(town, "alarm");
        Assert.AreEqual(("hall_panic", "panic detected"), (Text(alert, "subject"), Text(alert, "detail")));
        long id = alert.GetProperty("id").GetInt64();

        Assert.AreEqual("acknowledged", await ActAsync(town, id, "acknowledge", new { by = "lin" }));
        Assert.AreEqual("closed", await ActAsync(town, id, "close", new { by = "wang", note = "演练" }));

        Assert.AreNotEqual(id, (await OpenedAsync(town, "alarm")).GetProperty("id").GetInt64());
        JsonElement document = await town.Supervisor.GetAsync($"/api/v1/alerts/{id}");
        Assert.AreEqual("closed", Text(document.GetProperty("alert"), "state"));
        CollectionAssert.AreEqual(
            new[] { "lin acknowledged ", "wang closed 演练" },
            document.GetProperty("acts").EnumerateArray().Select(act => $"{Text(act, "by")} {Text(act, "act")} {Text(act, "note")}").ToArray());
    }

    [TestMethod]
    public async Task AnAlarmThatWasResetIsShownAsOverAndStays()
    {
        TestNode node = new() { Time = Now() };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("hall_panic", "panic")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "active", "detected"));
        await OpenedAsync(town, "alarm");

        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "normal"));
        await peer.PublishAsync(node.Topics.Journal, node.Act("reset", "done"));

        await Eventually.IsTrueAsync(
            async () => (await OpenedAsync(town, "alarm")).GetProperty("ended_ms").ValueKind == JsonValueKind.Number, "it is over");
    }

    [TestMethod]
    public async Task AFloodOfForgeriesIsOneAlertWithItsCountAndSurvivesARestart()
    {
        TestNode node = new() { Time = Now() };
        TestNode forger = new(secret: 9);
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer intruder = await town.ConnectAsync(TestTownship.Intruder);
        for (int i = 0; i < 300; i++)
        {
            await intruder.PublishAsync(node.Topics.Journal, forger.Started());
        }

        await OpenedAsync(town, "forgery");
        await Eventually.IsTrueAsync(
            async () =>
            {
                town.Time.Advance(TimeSpan.FromSeconds(11));
                return (await OpenedAsync(town, "forgery")).GetProperty("count").GetInt64() == 300;
            },
            "all are counted");
        await town.StopSupervisorAsync();
        await town.StartSupervisorAsync();

        await intruder.PublishAsync(node.Topics.Journal, forger.Started());
        await Eventually.IsTrueAsync(
            async () => (await OpenedAsync(town, "forgery")).GetProperty("count").GetInt64() == 301, "it is the same alert");
    }

    [TestMethod]
    public async Task ANodeThatSaysItIsNotProtectedAndOneThatSaysNothingAreAlerts()
    {
        TestNode node = new() { Time = Now() };
        TestNode silent = new("02");
        await using TestTownship town = await new TestTownship(node, silent).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await peer.PublishAsync(node.Topics.Online, node.Notice(1, isOnline: true), isRetained: true);
        await peer.PublishAsync(node.Topics.State, node.Heartbeat(new TestNode.Saying { Reasons = ["siren_circuit"], Faults = ["siren_circuit"] }));

        Assert.AreEqual("siren_circuit", Text(await OpenedAsync(town, "not_protected"), "subject"));
        Assert.AreEqual("siren_circuit", Text(await OpenedAsync(town, "node_fault"), "subject"));
        Assert.IsNull(await FindAsync(town, "unknown_too_long"));
        town.Time.Advance(TimeSpan.FromMinutes(16));
        JsonElement unknown = await OpenedAsync(town, "unknown_too_long");
        Assert.AreEqual("", Text(unknown, "subject"));
    }

    [TestMethod]
    public async Task TheStatusStreamCountsThemAndShowsTheNewest()
    {
        TestNode node = new() { Time = Now() };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("cover", "tamper")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("cover", "tamper", "active", "detected"));
        JsonElement alerts = default;
        await Eventually.IsTrueAsync(
            async () =>
            {
                alerts = (await town.Supervisor.GetAsync("/api/v1/facilities")).GetProperty("alerts");
                return alerts.GetProperty("newest").EnumerateArray().Any(alert => Text(alert, "kind") == "tamper");
            },
            "it shows");

        Assert.AreEqual(0, alerts.GetProperty("acknowledged").GetInt32());
        long id = alerts.GetProperty("newest").EnumerateArray().First(alert => Text(alert, "kind") == "tamper").GetProperty("id").GetInt64();
        await ActAsync(town, id, "acknowledge", new { by = "lin" });
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("alerts").GetProperty("acknowledged").GetInt32() == 1, "it is counted");
        int open = alerts.GetProperty("open").GetInt32() - 1;
        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetAsync("/api/v1/overview")).GetProperty("facilities")[0].GetProperty("open_alerts").GetInt32() == open, "the overview counts the others");
    }

    [TestMethod]
    [DataRow("77/close", """{"by":"lin","note":"x"}""", HttpStatusCode.NotFound)]
    [DataRow("77/acknowledge", """{"by":"lin"}""", HttpStatusCode.NotFound)]
    [DataRow("many/acknowledge", """{"by":"lin"}""", HttpStatusCode.NotFound)]
    [DataRow("77/acknowledge", "lin", HttpStatusCode.BadRequest)]
    public async Task AMistakeIsAnsweredWithProblemDetails(string path, string body, HttpStatusCode expected)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await town.Supervisor.Http.PostAsync(new Uri("/api/v1/alerts/" + path, UriKind.Relative), content);

        Assert.AreEqual(expected, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task OnlyWhoMaySeesAndActs()
    {
        await using TestTownship town = await new TestTownship(new TestNode()) { IsOpen = false }.StartAsync();
        AlertKey key = new(AlertKind.Alarm, "410481001-0007-01", "gate");
        Alert alert = new() { Facility = TestNode.FacilityId, Key = key, Detail = "door intrusion", OpenedMs = 1, NewestMs = 1, Count = 1 };
        await town.Supervisor.Get<AlertStore>().SaveAsync([new AlertUpdate(null, alert)]);
        using HttpClient nobody = await SignInAsync(town, Role.Facility, "410481001-0008");
        using HttpClient auditor = await SignInAsync(town, Role.Auditor, "410481001");
        using HttpClient facility = await SignInAsync(town, Role.Facility, TestNode.FacilityId);

        Assert.AreEqual((0, 1, 1), (await CountAsync(nobody, ""), await CountAsync(auditor, ""), await CountAsync(facility, "?facility=410481001")));
        Assert.AreEqual(0, await CountAsync(facility, "?facility=410481002"));
        Assert.AreEqual(HttpStatusCode.NotFound, await PostAsync(nobody, new { note = "x" }));
        Assert.AreEqual(HttpStatusCode.Forbidden, await PostAsync(auditor, new { note = "x" }));
        Assert.AreEqual(HttpStatusCode.BadRequest, await PostAsync(facility, new { note = "x", by = "somebody else" }));
        Assert.AreEqual(HttpStatusCode.BadRequest, await PostAsync(facility, new { }));
        Assert.AreEqual(HttpStatusCode.OK, await PostAsync(facility, new { note = "x" }));
        Assert.AreEqual(HttpStatusCode.Conflict, await PostAsync(facility, new { note = "x" }));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await PostAsync(town.Supervisor.Http, new { note = "x" }));

        static async Task<int> CountAsync(HttpClient client, string query)
        {
            return (await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/alerts" + query, UriKind.Relative))).GetProperty("alerts").GetArrayLength();
        }

        static async Task<HttpStatusCode> PostAsync(HttpClient client, object document)
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync(new Uri("/api/v1/alerts/1/close", UriKind.Relative), document);
            return response.StatusCode;
        }
    }

    [TestMethod]
    public void WhatANodeReportsArrivesAtAFacilityOnAnotherServer()
    {
        AlertCondition condition = new(new AlertKey(AlertKind.Alarm, "410481001-0007-01", "gate"), "door intrusion", 5) { Holds = false, Mark = 7, DueMs = 9 };
        AlertOccurrence occurrence = new(new AlertKey(AlertKind.Forgery, "410481001-0007-01", "bad_signature"), 3, 4);

        Assert.AreEqual(condition, Travel(condition));
        Assert.AreEqual(occurrence, Travel(occurrence));

        static T? Travel<T>(T value)
        {
            return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, StatusViews.Json), StatusViews.Json);
        }
    }

    [TestMethod]
    public async Task AStateThatThereIsNotIsNamed()
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        JsonElement problem = await town.Supervisor.GetAsync("/api/v1/alerts?state=new");

        Assert.AreEqual(400, problem.GetProperty("status").GetInt32());
    }

    /// <summary>Somebody of this role, by a token.</summary>
    private static async Task<HttpClient> SignInAsync(TestTownship town, Role role, string area)
    {
        string name = $"person{Interlocked.Increment(ref _people)}";
        await town.Supervisor.Get<PeopleBook>().AddAsync("system", name, role, area, "correct horse battery");
        string token = await town.Supervisor.Get<TokenBook>().AddAsync(name, "test", isReadOnly: false, days: 1);
        HttpClient client = new() { BaseAddress = town.Supervisor.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static ClockReading Now()
    {
        return ClockReading.At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 40, ClockQuality.Sync);
    }

    private static string Text(JsonElement element, string name)
    {
        return element.GetProperty(name).GetString()!;
    }

    private static async Task<JsonElement?> FindAsync(TestTownship town, string kind)
    {
        JsonElement page = await town.Supervisor.GetAsync($"/api/v1/alerts?state=open&facility={TestNode.FacilityId}");
        return page.GetProperty("alerts").EnumerateArray().Where(alert => Text(alert, "kind") == kind).Select(alert => (JsonElement?)alert).FirstOrDefault();
    }

    private static async Task<JsonElement> OpenedAsync(TestTownship town, string kind)
    {
        JsonElement? found = null;
        await Eventually.IsTrueAsync(async () => (found = await FindAsync(town, kind)) is not null, $"an alert of kind {kind} is open");
        return found!.Value;
    }

    private static async Task<string> ActAsync(TestTownship town, long id, string act, object document)
    {
        using HttpResponseMessage response = await town.Supervisor.Http.PostAsJsonAsync(new Uri($"/api/v1/alerts/{id}/{act}", UriKind.Relative), document);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, await response.Content.ReadAsStringAsync());
        return Text((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("alert"), "state");
    }
}
