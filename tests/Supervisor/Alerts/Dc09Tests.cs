using System.Text.Json;
using System.Text.RegularExpressions;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Alerts.Delivery;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>Alerts to an alarm receiving centre (S9), with a real receiver at the other end of the line.</summary>
[TestClass]
public partial class Dc09Tests
{
    private const string Node = "410481001-0009-03";

    [TestMethod]
    public async Task AnAlarmIsToldAndSoIsItsEndEachOnceUnderItsNumber()
    {
        int port = Ports.TakeFree();
        await using Dc09Receiver receiver = new(port);
        await using TestTownship town = await StartAsync(port);

        Alert fire = await OpenAsync(town, AlertKind.Alarm, "hall_smoke", "smoke detected");
        await OpenAsync(town, AlertKind.Alarm, "hall_panic", "panic detected");
        Alert over = fire with { EndedMs = 20 };
        await town.Supervisor.Get<AlertStore>().SaveAsync([new AlertUpdate(fire, over)]);
        await town.Supervisor.Get<AlertStore>().CloseAsync(over, "lin", "done");

        // Of different alerts a later one may overtake what still waits for its own turn.
        await Eventually.IsTrueAsync(() => receiver.Events.Length == 3, "the first alert was told, and its end");
        await OpenAsync(town, AlertKind.NodeFault, "mains", "");

        await Eventually.IsTrueAsync(() => receiver.Events.Length == 4, "all came");
        CollectionAssert.AreEqual(new[] { "1110 03 001", "1120 03 002", "3110 03 001", "1301 03 000" }, receiver.Events);
        string[] bodies = [.. receiver.Taken.Where(body => body.StartsWith("\"ADM", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(new[] { "0001", "0002", "0003", "0005" }, bodies.Select(body => body.Substring(9, 4)).ToArray());
        StringAssert.Matches(bodies[0], WholeEvent());
    }

    [TestMethod]
    [DataRow("NAK")]
    [DataRow("DUH")]
    [DataRow("")]
    public async Task WhatIsNotAcknowledgedComesAgainUnderTheSameNumberAndItsEndWaits(string answer)
    {
        int port = Ports.TakeFree();
        bool isRefused = true;
        await using Dc09Receiver receiver = new(port);
        receiver.Answer = body => Volatile.Read(ref isRefused) && body.Contains("110 03", StringComparison.Ordinal) ? answer : "ACK";
        await using TestTownship town = await StartAsync(port);
        Alert fire = await OpenAsync(town, AlertKind.Alarm, "hall_smoke", "smoke detected");
        await town.Supervisor.Get<AlertStore>().SaveAsync([new AlertUpdate(fire, fire with { EndedMs = 20 })]);
        await Eventually.IsTrueAsync(async () => Passing(town, (await FailureAsync(town)).Length > 0) && HeardFires(receiver).Length > 1, "it is tried again, and it shows");

        Volatile.Write(ref isRefused, false);

        await Eventually.IsTrueAsync(() => Passing(town, receiver.Events.Length == 2), "both came");
        CollectionAssert.AreEqual(new[] { "1110 03 001", "3110 03 001" }, receiver.Events);
        Assert.AreEqual(1, HeardFires(receiver).Where(body => body.Contains("|1110", StringComparison.Ordinal)).Select(body => body.Substring(9, 4)).Distinct().Count());
        await Eventually.IsTrueAsync(async () => (await FailureAsync(town)).Length == 0, "it shows that all is well");
    }

    [TestMethod]
    public async Task TheLineIsPolledAndItsLossShows()
    {
        int port = Ports.TakeFree();
        await using TestTownship town = await StartAsync(port);
        await Eventually.IsTrueAsync(async () => (await FailureAsync(town)).Length > 0, "nobody answers");
        Assert.AreEqual("degraded", await town.Supervisor.GetHealthAsync());

        await using Dc09Receiver receiver = new(port);

        await Eventually.IsTrueAsync(async () => Passing(town, (await FailureAsync(town)).Length == 0), "somebody answers");
        Assert.StartsWith("\"NULL\"0000R1LA#4104810010007[]_", receiver.Taken.First());
    }

    [TestMethod]
    [DataRow("", 1000, "1234", "0", "0", "host")]
    [DataRow("arc.example", 0, "1234", "0", "0", "port")]
    [DataRow("arc.example", 1000, "12", "0", "0", "account")]
    [DataRow("arc.example", 1000, "12]4", "0", "0", "account")]
    [DataRow("arc.example", 1000, "1234", "R1", "0", "receiver")]
    [DataRow("arc.example", 1000, "1234", "1", "", "line")]
    public void SettingsThatAreNotGoodAreNamed(string host, int port, string account, string receiver, string line, string member)
    {
        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => new Dc09Options(host, port, account, receiver, line).Check());

        Assert.StartsWith("alerts.dc09." + member, e.Message);
    }

    private static Task<TestTownship> StartAsync(int port)
    {
        return new TestTownship(new TestNode())
        {
            Alerts = new AlertOptions { Dc09 = new Dc09Options("127.0.0.1", port, null, "1", "A").Check() },
        }.StartAsync(mayBeDegraded: true);
    }

    private static async Task<Alert> OpenAsync(TestTownship town, AlertKind kind, string subject, string detail)
    {
        AlertKey key = new(kind, Node, subject);
        Alert alert = new() { Facility = "410481001-0009", Key = key, Detail = detail, OpenedMs = 10, NewestMs = 9, Count = 1 };
        return (await town.Supervisor.Get<AlertStore>().SaveAsync([new AlertUpdate(null, alert)])).Single()!;
    }

    private static bool Passing(TestTownship town, bool condition)
    {
        town.Time.Advance(TimeSpan.FromMilliseconds(500));
        return condition;
    }

    private static string[] HeardFires(Dc09Receiver receiver)
    {
        return [.. receiver.Heard.Where(body => body.Contains("110 03 001", StringComparison.Ordinal))];
    }

    private static async Task<string> FailureAsync(TestTownship town)
    {
        JsonElement channels = (await town.Supervisor.GetAsync("/healthz")).GetProperty("alerts").GetProperty("channels");
        return channels.EnumerateArray().Select(channel => channel.GetProperty("failure").GetString()!).SingleOrDefault("");
    }

    [GeneratedRegex(@"^""ADM-CID""0001R1LA#4104810010009\[#4104810010009\|1110 03 001\]_[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{2}-[0-9]{2}-20[0-9]{2}\z")]
    private static partial Regex WholeEvent();
}
