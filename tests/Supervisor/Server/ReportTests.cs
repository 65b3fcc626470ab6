using System.Net;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Reports;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Reports of a township and what a meter counted, over HTTP.</summary>
[TestClass]
public class ReportTests
{
    private const string Report = "/api/v1/townships/410481001/report";

    [TestMethod]
    public async Task AMeterIsCountedByQuartersOfAnHour()
    {
        const long QuarterMs = 900_000;
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        long endMs = town.Time.GetUtcNow().ToUnixTimeMilliseconds() / QuarterMs * QuarterMs;
        node.UpMs = 10_000_000;
        node.Time = ClockReading.At(endMs - (2 * QuarterMs), 40, ClockQuality.Sync);
        await peer.PublishAsync(node.Topics.Journal, node.StartedWith(("power", "electricity", "pulse")));
        long[] registers = [1000, 1250, 1900];
        for (int i = 0; i < registers.Length; i++)
        {
            node.Time = ClockReading.At(endMs - ((2 - i) * QuarterMs) + 5, 40, ClockQuality.Sync);
            node.UpMs = 10_000_005 + (i * QuarterMs);
            await peer.PublishAsync(node.Topics.Journal, node.Meter("power", "electricity", "register_wh", registers[i]));
        }

        string from = DateTimeOffset.FromUnixTimeMilliseconds(endMs - (4 * QuarterMs)).ToString("O").Replace("+", "%2B", StringComparison.Ordinal);
        string path = $"/api/v1/nodes/{node.Id}/meters/power?step=quarter_hour&from={from}";
        await Eventually.IsTrueAsync(async () => (await BucketsAsync(town, path)).Count == 2, "the registers are stored");

        CollectionAssert.AreEqual(new long[] { 250, 650 }, (await BucketsAsync(town, path)).ToArray());
        JsonElement unknown = await town.Supervisor.GetAsync($"/api/v1/nodes/{node.Id}/meters/none");
        Assert.Contains("no register", unknown.GetProperty("problem").GetString()!);
    }

    [TestMethod]
    public async Task AMonthCountsItsAlarms()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("hall_panic", "panic")));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "active", "detected"));
        await peer.PublishAsync(node.Topics.Journal, node.Zone("hall_panic", "panic", "normal"));
        string period = $"{town.Options.Days.DayOf(town.Time.GetUtcNow().ToUnixTimeMilliseconds()):yyyy-MM}";

        await Eventually.IsTrueAsync(async () => await AlarmsAsync(period) == 1, "the alarm counts");

        Assert.AreEqual(1, await AlarmsAsync(period[..4]));
        Assert.AreEqual(0, await AlarmsAsync("2001-02"));
        using HttpResponseMessage table = await town.Supervisor.Http.GetAsync(new Uri($"{Report}.csv?period={period}", UriKind.Relative));
        Assert.AreEqual("text/csv", table.Content.Headers.ContentType?.MediaType);

        async Task<int> AlarmsAsync(string asked)
        {
            JsonElement report = await town.Supervisor.GetAsync($"{Report}?period={asked}");
            return report.GetProperty("facilities")[0].GetProperty("alarms").GetInt32();
        }
    }

    [TestMethod]
    public void ANameThatWouldBeAFormulaIsNoneInTheTable()
    {
        BilingualName name = new("=HYPERLINK(\"http://evil\")", "@SUM(1)");
        TownshipReport report = new(
            new EnrolledTownship("410481001", name),
            "2026-11",
            0,
            1,
            [new TownshipReport.FacilityRow("410481001-0007", name, 30, 29, 1, 27, 1, 2, 3, 4, [new TownshipReport.MediumRow("water", "-1+2", 5000, 700, null, null)])]);

        string[] lines = report.ToCsv().Split("\r\n");

        Assert.StartsWith("\uFEFFtownship,facility,", lines[0]);
        Assert.AreEqual(
            "\"410481001\",\"410481001-0007\",\"'=HYPERLINK(\"\"http://evil\"\")\",\"'@SUM(1)\",\"2026-11\",30,29,1,27,1,2,3,4,\"water\",\"'-1+2\",5000,700,",
            lines[1]);
    }

    [TestMethod]
    [DataRow("/api/v1/townships/410481099/report?period=2026-11", HttpStatusCode.NotFound)]
    [DataRow(Report, HttpStatusCode.BadRequest)]
    [DataRow(Report + "?period=2026-13", HttpStatusCode.BadRequest)]
    [DataRow(Report + "?period=november", HttpStatusCode.BadRequest)]
    [DataRow(Report + ".csv?period=1999", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/nodes/410481001-0007-99/meters/power", HttpStatusCode.NotFound)]
    [DataRow("/api/v1/nodes/410481001-0007-01/meters/power?step=second", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/nodes/410481001-0007-01/meters/power?step=quarter_hour&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [DataRow("/api/v1/nodes/410481001-0007-01/meters/power?from=2026-04-01T00:00:00Z&to=2026-03-01T00:00:00Z", HttpStatusCode.BadRequest)]
    public async Task AMistakeIsAnsweredWithProblemDetails(string path, HttpStatusCode expected)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        using HttpResponseMessage response = await town.Supervisor.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.AreEqual(expected, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<IReadOnlyList<long>> BucketsAsync(TestTownship town, string path)
    {
        JsonElement document = await town.Supervisor.GetAsync(path);
        return [.. document.GetProperty("buckets").EnumerateArray().Select(bucket => bucket.GetProperty("consumption").GetInt64())];
    }
}
