using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Billing;

/// <summary>Tariffs, accounts and bills that people hand in over HTTP (clause P6): what is wrong is named, and nothing of it is kept.</summary>
[TestClass]
public sealed class BillingPaperApiTests
{
    private const string Facility = "/api/v1/facilities/410481001-0007";
    private const string Tariffs = "/api/v1/tariffs";
    private const string Bills = "bill,account,from,to,quantity,amount\n1,A,2026-01-01,2026-02-01,310,200\n";

    [TestMethod]
    public async Task WhatIsHandedInIsShownAndReplacesWhatLiesInTheFolder()
    {
        await using TestTownship town = await StartAsync();

        JsonElement accepted = await AddAsync(town, "jan.csv", Bills + "2,X,2026-01-01,2026-02-01,1,1\n");

        Assert.AreEqual(2, accepted.GetProperty("bills").GetInt32());
        Assert.AreEqual("X", accepted.GetProperty("unknown_accounts").EnumerateArray().Single().GetString());
        JsonElement tariff = (await town.Supervisor.GetAsync(Tariffs)).GetProperty("tariffs").EnumerateArray().Single();
        Assert.AreEqual("fictional-electricity visitor", $"{tariff.GetProperty("id").GetString()} {tariff.GetProperty("by").GetString()}");
        JsonElement account = (await town.Supervisor.GetAsync($"{Facility}/accounts")).GetProperty("accounts").EnumerateArray().Single();
        Assert.AreEqual("residential_combined", account.GetProperty("class").GetString());
        JsonElement month = await town.Supervisor.GetAsync($"{Facility}/billing?month=2026-01");
        Assert.AreEqual("A", month.GetProperty("meters").EnumerateArray().Single().GetProperty("account").GetString());
        Assert.AreEqual("jan.csv", month.GetProperty("bills").EnumerateArray().Single().GetProperty("file").GetString());

        Assert.AreEqual(HttpStatusCode.NoContent, (await town.Supervisor.Http.DeleteAsync(new Uri($"{Facility}/bills/jan.csv", UriKind.Relative))).StatusCode);
        Assert.AreEqual(0, (await town.Supervisor.GetAsync($"{Facility}/bills")).GetProperty("tables").GetArrayLength());
    }

    [TestMethod]
    [DataRow("bill,account,from,to,quantity,amount\n9,A,2026-01-31,2026-02-28,1,1\n", "b.csv: line 2: from: overlaps the time of jan.csv, line 2, account 'A'")]
    [DataRow("bill,account,from,to,quantity,amount\n1,B,2026-05-01,2026-06-01,1,1\n", "b.csv: line 2: bill: '1' is there already, in jan.csv, line 2")]
    [DataRow("bill,account,from,to,quantity,amount\n9,A,2026-02-01,2026-03-01,5,1\n8,A,2026-03-01,2026-04-01,-5,1\n", "b.csv: line 3: quantity: -5 is negative")]
    [DataRow("nothing", "b.csv")]
    public async Task AWrongTableIsNamedAndNothingOfItIsKept(string table, string fault)
    {
        await using TestTownship town = await StartAsync();
        await AddAsync(town, "jan.csv", Bills);

        using HttpResponseMessage answer = await PostAsync(town, "b.csv", table);

        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        StringAssert.Contains((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), fault);
        Assert.AreEqual("jan.csv", (await town.Supervisor.GetAsync($"{Facility}/bills")).GetProperty("tables").EnumerateArray().Single().GetProperty("name").GetString());
    }

    [TestMethod]
    [DataRow("""{"account":"C","node":"410481001-0007-01","meter":"power","tariff":"none","class":"residential_combined"}""", "'none' is no tariff that is known here")]
    [DataRow("""{"account":"C","node":"410481001-0008-01","meter":"power","tariff":"fictional-electricity","class":"residential_combined"}""", "is no node of 410481001-0007")]
    [DataRow("""{"account":"C","registers":"/etc/passwd","tariff":"fictional-electricity","class":"residential_combined"}""", "$.node: is missing")]
    [DataRow("""{"account":"C","node":"410481001-0007-01","meter":"power","tariff":"fictional-electricity","class":"royal"}""", "has no class 'royal'")]
    [DataRow("[]", "must be a JSON object")]
    public async Task AWrongAccountIsNamedByPath(string account, string fault)
    {
        await using TestTownship town = await StartAsync();

        using HttpResponseMessage answer = await PutAsync(town, $"{Facility}/accounts", account);

        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        StringAssert.Contains((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), fault);
        Assert.AreEqual(1, (await town.Supervisor.GetAsync($"{Facility}/accounts")).GetProperty("accounts").GetArrayLength());
    }

    [TestMethod]
    public async Task ATariffThatAnAccountCouldNotUseAnyMoreIsRefused()
    {
        await using TestTownship town = await StartAsync();
        string tariff = await File.ReadAllTextAsync(TariffFiles.PathOf("fictional-electricity"));

        using HttpResponseMessage answer = await PutAsync(town, Tariffs, tariff.Replace("residential_combined", "residential_other", StringComparison.Ordinal));

        Assert.AreEqual(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        StringAssert.Contains(
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(),
            "account A of 410481001-0007: $.class: tariff 'fictional-electricity' has no class 'residential_combined'");
    }

    private static async Task<TestTownship> StartAsync()
    {
        TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        using HttpResponseMessage tariff = await PutAsync(town, Tariffs, await File.ReadAllTextAsync(TariffFiles.PathOf("fictional-electricity")));
        Assert.AreEqual(HttpStatusCode.OK, tariff.StatusCode);
        using HttpResponseMessage account = await PutAsync(
            town,
            $"{Facility}/accounts",
            """{"account":"A","node":"410481001-0007-01","meter":"power","tariff":"fictional-electricity","class":"residential_combined","voltage":"below_1kv"}""");
        Assert.AreEqual(HttpStatusCode.NoContent, account.StatusCode);
        return town;
    }

    private static async Task<JsonElement> AddAsync(TestTownship town, string name, string table)
    {
        using HttpResponseMessage answer = await PostAsync(town, name, table);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> PostAsync(TestTownship town, string name, string table)
    {
        using MultipartFormDataContent form = [];
        using ByteArrayContent file = new(Encoding.UTF8.GetBytes(table));
        form.Add(file, "table", name);
        return await town.Supervisor.Http.PostAsync(new Uri($"{Facility}/bills", UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> PutAsync(TestTownship town, string path, string document)
    {
        using StringContent content = new(document, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await town.Supervisor.Http.PutAsync(new Uri(path, UriKind.Relative), content);
    }
}
