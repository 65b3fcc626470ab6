using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>What the page shows of a facility's consumption, costs and bills, from records that came over MQTT (clause P6).</summary>
[TestClass]
public sealed class BillingApiTests
{
    private const string Facility = "/api/v1/facilities/410481001-0007";
    private const long WattHoursADay = 10_000;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    [TestMethod]
    public async Task TheMonthIsPricedComparedAndItsBillsAreJudged()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        DateOnly month = LastMonthOf(town);
        await PublishDaysAsync(town, node, month.AddMonths(-1), month.AddMonths(1));
        WriteFolder(town, $"bill,account,from,to,quantity,amount\n1,A,{Text(month)},{Text(month.AddMonths(1))},310,999.99\n");

        JsonElement document = await town.Supervisor.GetAsync($"{Facility}/billing?month={Text(month)[..7]}");

        JsonElement meter = document.GetProperty("meters")[0];
        int days = DateTime.DaysInMonth(month.Year, month.Month);
        JsonElement now = meter.GetProperty("to_date");
        Assert.AreEqual(days, meter.GetProperty("days").GetArrayLength());
        Assert.AreEqual(days * WattHoursADay, now.GetProperty("consumption").GetInt64());
        Assert.IsGreaterThan(0, now.GetProperty("cost_fen").GetInt64());
        Assert.IsGreaterThan(0, now.GetProperty("benefit_fen").GetInt64());
        Assert.IsGreaterThan(0, meter.GetProperty("before").GetProperty("consumption").GetInt64());
        Assert.IsTrue(meter.GetProperty("fictional").GetBoolean());
        JsonElement bill = document.GetProperty("bills")[0];
        Assert.AreEqual("not_applied", bill.GetProperty("verdict").GetString());
        Assert.AreEqual(node.Id.Value, bill.GetProperty("proof").GetProperty("source").GetString());
    }

    [TestMethod]
    public async Task TheReceiptIsAPageThatNeedsNothingElse()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        DateOnly month = LastMonthOf(town);
        await PublishDaysAsync(town, node, month, month.AddMonths(1));
        WriteFolder(town, null);

        using HttpResponseMessage response = await town.Supervisor.Http.GetAsync(new Uri($"{Facility}/receipt?month={Text(month)[..7]}", UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        string page = await response.Content.ReadAsStringAsync();
        string style = page.Split("<style>")[1].Split("</style>")[0];
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        StringAssert.StartsWith(response.Headers.GetValues("Content-Security-Policy").Single(), $"default-src 'none'; style-src 'sha256-{hash}';");
        Assert.Contains($"WSN-RECEIPT:1;410481001-0007;{Text(month)[..7]};", page);
    }

    [TestMethod]
    [DataRow("/api/v1/facilities/410481001-0099/billing", HttpStatusCode.NotFound)]
    [DataRow(Facility + "/billing?month=soon", HttpStatusCode.UnprocessableEntity)]
    [DataRow(Facility + "/billing?month=9999-12", HttpStatusCode.UnprocessableEntity)]
    [DataRow(Facility + "/receipt", HttpStatusCode.UnprocessableEntity)]
    public async Task AMistakeIsAnsweredWithProblemDetails(string path, HttpStatusCode expected)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();

        using HttpResponseMessage response = await town.Supervisor.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.AreEqual(expected, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [TestMethod]
    public async Task WithoutAccountsOrRegistersThePageStillAnswers()
    {
        TestNode node = new();
        await using TestTownship town = await new TestTownship(node).StartAsync();
        Assert.AreEqual(0, (await town.Supervisor.GetAsync($"{Facility}/billing")).GetProperty("meters").GetArrayLength());
        WriteFolder(town, null);

        JsonElement meter = (await town.Supervisor.GetAsync($"{Facility}/billing")).GetProperty("meters")[0];

        Assert.Contains("there is no register", meter.GetProperty("problem").GetString()!);
    }

    [TestMethod]
    public async Task AWrongTableOfBillsIsNamedByFileLineAndField()
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        WriteFolder(town, "account,from,to,quantity,amount\nA,2026-01-01,2026-02-01,-1,1\n");

        JsonElement problem = await town.Supervisor.GetAsync($"{Facility}/billing");

        Assert.AreEqual("bills.csv: line 2: quantity: -1 is negative; it must be a number of kWh or m3 from 0 on", problem.GetProperty("detail").GetString());
    }

    private static DateOnly LastMonthOf(TestTownship town)
    {
        DateTime now = town.Time.GetUtcNow().ToOffset(Offset).DateTime;
        return new DateOnly(now.Year, now.Month, 1).AddMonths(-1);
    }

    /// <summary>A reading at each midnight from one day to another.</summary>
    private static async Task PublishDaysAsync(TestTownship town, TestNode node, DateOnly from, DateOnly to)
    {
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started());
        long register = 1_000_000;
        for (DateOnly day = from; day <= to; day = day.AddDays(1))
        {
            // The reading is 5 ms old.
            long unixMs = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUnixTimeMilliseconds();
            node.Time = ClockReading.At(unixMs + 5, 1, ClockQuality.Sync);
            await peer.PublishAsync(node.Topics.Journal, node.Meter("power", "electricity", "register_wh", register));
            register += WattHoursADay;
        }

        await Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetNodeAsync(node.Id.Value)).GetProperty("journal").GetProperty("stored_seq").GetInt64() == node.Head.Sequence, "stored");
    }

    private static void WriteFolder(TestTownship town, string? bills)
    {
        string folder = Path.Combine(town.Folder, "billing");
        Directory.CreateDirectory(Path.Combine(folder, "bills"));
        var account = new
        {
            account = "A",
            facility = "410481001-0007",
            node = "410481001-0007-01",
            meter = "power",
            tariff = TariffFiles.PathOf("fictional-electricity"),
            @class = "residential_combined",
            voltage = "below_1kv",
            otherwise = "non_residential",
        };
        File.WriteAllText(Path.Combine(folder, "accounts.json"), JsonSerializer.Serialize(new { accounts = new[] { account } }));
        if (bills is not null)
        {
            File.WriteAllText(Path.Combine(folder, "bills", "bills.csv"), bills);
        }
    }

    private static string Text(DateOnly day)
    {
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
