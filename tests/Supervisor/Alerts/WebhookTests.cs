using System.Net;
using System.Text.Json;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Alerts.Delivery;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>Alerts by webhook, with a real receiver that checks signatures as others would.</summary>
[TestClass]
public class WebhookTests
{
    private static readonly string Secret = "whsec_" + Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    [TestMethod]
    public async Task EachChangeIsPostedSignedAndInOrder()
    {
        int port = Ports.TakeFree();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(port, Secret);
        await using TestTownship town = await StartAsync(port);

        Alert alert = await OpenAsync(town, "z1");
        await town.Supervisor.Get<AlertStore>().AcknowledgeAsync(alert, "lin", "");
        await town.Supervisor.Get<AlertStore>().CloseAsync(alert, "wang", "演练");

        await Eventually.IsTrueAsync(() => receiver.Taken.Count == 3, "all changes came");
        CollectionAssert.AreEqual(new[] { "alert.opened", "alert.acknowledged", "alert.closed" }, TypesOf(receiver, "z1"));
        JsonElement data = receiver.Taken.Last().Document.GetProperty("data");
        Assert.AreEqual(("wang", "演练"), (data.GetProperty("by").GetString(), data.GetProperty("note").GetString()));
        Assert.AreEqual("closed", data.GetProperty("alert").GetProperty("state").GetString());
    }

    [TestMethod]
    public async Task AReceiverThatComesBackAfterARestartOfTheSupervisorMissesNothing()
    {
        int port = Ports.TakeFree();
        await using TestTownship town = await StartAsync(port);
        Alert alert = await OpenAsync(town, "z1");
        await town.Supervisor.Get<AlertStore>().CloseAsync(alert, "lin", "done");
        await Eventually.IsTrueAsync(async () => (await HealthAsync(town)).GetProperty("failing_since_ms").GetInt64() != 0, "it shows that nobody answers");
        Assert.AreEqual("degraded", await town.Supervisor.GetHealthAsync());
        await town.StopSupervisorAsync();
        await town.StartSupervisorAsync(isBrokerThere: false);

        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(port, Secret);

        await Eventually.IsTrueAsync(() => Passing(town, receiver.Taken.Count == 2), "both came");
        CollectionAssert.AreEqual(new[] { "alert.opened", "alert.closed" }, TypesOf(receiver, "z1"));
        await Eventually.IsTrueAsync(async () => await town.Supervisor.GetHealthAsync() == "ok", "it shows that somebody answers");
        Assert.AreEqual(0, (await HealthAsync(town)).GetProperty("waiting").GetInt64());
    }

    [TestMethod]
    [DataRow(500)]
    [DataRow(302)]
    public async Task WhatIsRefusedHoldsUpItsOwnAlertAndNoOther(int status)
    {
        int port = Ports.TakeFree();
        bool isRefused = true;
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(port, Secret);
        receiver.Answer = document => Volatile.Read(ref isRefused) && SubjectOf(document) == "z1" ? status : StatusCodes.Ok;
        await using TestTownship town = await StartAsync(port);
        Alert refused = await OpenAsync(town, "z1");
        await town.Supervisor.Get<AlertStore>().CloseAsync(refused, "lin", "done");
        await OpenAsync(town, "z2");

        await Eventually.IsTrueAsync(() => Passing(town, receiver.AskedCount > 2 && receiver.Taken.Count == 1), "it is tried again, the other came");
        Assert.AreEqual("z2", SubjectOf(receiver.Taken.Single().Document));
        Volatile.Write(ref isRefused, false);

        await Eventually.IsTrueAsync(() => Passing(town, receiver.Taken.Count == 3), "then all came");
        CollectionAssert.AreEqual(new[] { "alert.opened", "alert.closed" }, TypesOf(receiver, "z1"));
    }

    [TestMethod]
    public async Task AReceiverThatNeverAnswersIsGivenUpAndAskedAgainUnderTheSameId()
    {
        int port = Ports.TakeFree();
        bool isAsleep = true;
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(port, Secret);
        receiver.Answer = _ => Volatile.Read(ref isAsleep) ? null : StatusCodes.Ok;
        WebhookChannel channel = new(WebhookOptions.Read($"http://127.0.0.1:{port}/", Secret), new SupervisorClock(TimeProvider.System), TimeSpan.FromMilliseconds(200));
        using IDisposable own = channel;
        AlertMessage message = new(1, AlertChange.Opened, 1000, New("z1") with { Id = 1 }, "", "", 0);

        DeliveryException e = await Assert.ThrowsExactlyAsync<DeliveryException>(() => channel.DeliverAsync(message, CancellationToken.None));
        Volatile.Write(ref isAsleep, false);
        await channel.DeliverAsync(message, CancellationToken.None);

        Assert.IsTrue(e.IsUnreachable);
        Assert.AreEqual("msg_1_1000", receiver.Taken.Single().Id);
    }

    [TestMethod]
    [DataRow("ftp://127.0.0.1/", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY", "url")]
    [DataRow("somewhere", "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY", "url")]
    [DataRow("https://example.org/", "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY", "secret")]
    [DataRow("https://example.org/", "whsec_AQID", "secret")]
    [DataRow("https://example.org/", "whsec_%%%", "secret")]
    public void SettingsThatAreNotGoodAreNamed(string url, string secret, string member)
    {
        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => WebhookOptions.Read(url, secret));

        Assert.StartsWith("alerts.webhook." + member, e.Message);
    }

    private static Task<TestTownship> StartAsync(int port)
    {
        return new TestTownship(new TestNode())
        {
            Alerts = new AlertOptions { Webhook = WebhookOptions.Read($"http://127.0.0.1:{port}/hook", Secret) },
        }.StartAsync(mayBeDegraded: true);
    }

    private static Alert New(string zone)
    {
        AlertKey key = new(AlertKind.Alarm, "410481001-0009-01", zone);
        return new Alert { Facility = "410481001-0009", Key = key, Detail = "panic detected", OpenedMs = 10, NewestMs = 9, Count = 1 };
    }

    private static async Task<Alert> OpenAsync(TestTownship town, string zone)
    {
        return (await town.Supervisor.Get<AlertStore>().SaveAsync([new AlertUpdate(null, New(zone))])).Single()!;
    }

    /// <summary>Lets the pauses between attempts pass, by less than a receiver forgives.</summary>
    private static bool Passing(TestTownship town, bool condition)
    {
        if (town.Time.GetUtcNow() - DateTimeOffset.UtcNow < TimeSpan.FromMinutes(4))
        {
            town.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        return condition;
    }

    private static async Task<JsonElement> HealthAsync(TestTownship town)
    {
        return (await town.Supervisor.GetAsync("/healthz")).GetProperty("alerts").GetProperty("channels").EnumerateArray().Single();
    }

    private static string SubjectOf(JsonElement document)
    {
        return document.GetProperty("data").GetProperty("alert").GetProperty("subject").GetString()!;
    }

    private static string[] TypesOf(WebhookReceiver receiver, string zone)
    {
        return [.. receiver.Taken.Where(taken => SubjectOf(taken.Document) == zone).Select(taken => taken.Document.GetProperty("type").GetString()!)];
    }

    private static class StatusCodes
    {
        public const int Ok = (int)HttpStatusCode.OK;
    }
}
