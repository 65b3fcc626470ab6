using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Wugang.Supervisor.Registry.People;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Who may see and do what over HTTP (P4: 乡镇、街道属地管理; 责任追究).</summary>
[TestClass]
public class SignInTests
{
    private const string Password = "correct horse battery";
    private const string Node = "410481001-0007-01";

    private static async Task<TestTownship> StartAsync(params (string Name, Role Role, string Area)[] people)
    {
        TestTownship township = await new TestTownship(new TestNode()) { IsOpen = false }.StartAsync();
        foreach ((string name, Role role, string area) in people)
        {
            await township.Supervisor.Get<PeopleBook>().AddAsync("system", name, role, area, Password);
        }

        return township;
    }

    [TestMethod]
    public async Task WithoutSignInNothingIsToldButThePublicKeysAndHealth()
    {
        await using TestTownship township = await StartAsync();
        HttpClient http = township.Supervisor.Http;
        foreach (string path in new[] { "facilities", "events", $"nodes/{Node}", "facilities/410481001-0007/protection", "facilities/410481001-0007/billing", "tariffs", "people", "tokens", "audit" })
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.Unauthorized, response.StatusCode, path);
            Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType, path);
        }

        using HttpResponseMessage command = await http.PostAsJsonAsync($"/api/v1/nodes/{Node}/commands", new { command = "set", by = "me" });
        Assert.AreEqual(HttpStatusCode.Unauthorized, command.StatusCode);
        foreach (string path in new[] { "/api/v1/keys", "/healthz/live", "/healthz/ready", "/metrics", "/", "/api/v1/session" })
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, path);
        }
    }

    [TestMethod]
    public async Task ASessionShowsWhatIsInTheArea()
    {
        await using TestTownship township = await StartAsync(("lin", Role.Township, "410481001"), ("wang", Role.Township, "410481002"));
        using HttpClient lin = await SignInAsync(township, "lin");
        using HttpClient wang = await SignInAsync(township, "wang");

        Assert.AreEqual(1, (await ReadAsync(lin, "/api/v1/facilities")).GetProperty("facilities").GetArrayLength());
        Assert.AreEqual(0, (await ReadAsync(wang, "/api/v1/facilities")).GetProperty("facilities").GetArrayLength());
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(lin, HttpMethod.Get, $"/api/v1/nodes/{Node}"));
        Assert.AreEqual(HttpStatusCode.NotFound, await StatusAsync(wang, HttpMethod.Get, $"/api/v1/nodes/{Node}"), "not even that it is there");
        Assert.AreEqual(HttpStatusCode.NotFound, await StatusAsync(wang, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "set" }));
    }

    [TestMethod]
    public async Task TheRoleSaysWhatMayBeDone()
    {
        await using TestTownship township = await StartAsync(
            ("root", Role.City, ""), ("lin", Role.Facility, "410481001-0007"), ("audit", Role.Auditor, "410481001"));
        using HttpClient root = await SignInAsync(township, "root");
        using HttpClient lin = await SignInAsync(township, "lin");
        using HttpClient audit = await SignInAsync(township, "audit");

        object command = new { command = "silence" };
        Assert.AreEqual(HttpStatusCode.Accepted, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", command));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(audit, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", command));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/configuration", new { configuration = new { } }));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Put, "/api/v1/facilities/410481001-0007/accounts", new { }));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Put, "/api/v1/tariffs", new { }));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Get, "/api/v1/people"));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Get, "/api/v1/audit"));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(root, HttpMethod.Get, "/api/v1/people"));

        JsonElement entry = (await ReadAsync(audit, "/api/v1/audit")).GetProperty("entries").EnumerateArray()
            .Single(entry => entry.GetProperty("what").GetString() == "node.command");
        Assert.AreEqual("lin", entry.GetProperty("person").GetString());
        Assert.AreEqual(Node, entry.GetProperty("target").GetString());
        Assert.IsTrue((await ReadAsync(root, "/api/v1/audit/check")).GetProperty("whole").GetBoolean());
    }

    [TestMethod]
    public async Task TheAuditLogIsReadByPartOfTheAreaAndByAct()
    {
        await using TestTownship township = await StartAsync(("lin", Role.Township, "410481001"), ("wang", Role.Township, "410481002"));
        using HttpClient lin = await SignInAsync(township, "lin");
        using HttpClient wang = await SignInAsync(township, "wang");
        foreach (string command in new[] { "silence", "set" })
        {
            Assert.AreEqual(HttpStatusCode.Accepted, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command }));
        }

        Assert.AreEqual("person.add, session.begin, node.command, node.command", await ActsAsync(""));
        Assert.AreEqual("node.command, node.command", await ActsAsync("area=410481001-0007"));
        Assert.AreEqual("node.command, node.command", await ActsAsync($"area={Node}"));
        Assert.AreEqual("", await ActsAsync("area=410481001-0008"));
        Assert.AreEqual("session.begin", await ActsAsync("what=session.begin"));
        Assert.AreEqual("session.begin, node.command, node.command", await ActsAsync("what=session.begin&what=node.command"));
        Assert.AreEqual("", await ActsAsync("area=410481001-0007&what=node.configure"));
        foreach (string outside in new[] { "4104810", "410481001", "410481001-0007" })
        {
            Assert.AreEqual(HttpStatusCode.NotFound, await StatusAsync(wang, HttpMethod.Get, $"/api/v1/audit?area={outside}"), outside);
        }

        async Task<string> ActsAsync(string query)
        {
            JsonElement entries = (await ReadAsync(lin, $"/api/v1/audit?{query}")).GetProperty("entries");
            return string.Join(", ", entries.EnumerateArray().Reverse().Select(entry => entry.GetProperty("what").GetString()));
        }
    }

    [TestMethod]
    public async Task NobodyActsInTheNameOfAnother()
    {
        await using TestTownship township = await StartAsync(("lin", Role.City, ""));
        using HttpClient lin = await SignInAsync(township, "lin");
        Assert.AreEqual(
            HttpStatusCode.BadRequest, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "set", by = "wang" }));
        Assert.AreEqual(
            HttpStatusCode.Accepted, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "set", by = "lin" }));
    }

    [TestMethod]
    public async Task ASessionEndsWithSignOutSuspensionAndANewPassword()
    {
        await using TestTownship township = await StartAsync(("root", Role.City, ""), ("lin", Role.Auditor, ""), ("wang", Role.Auditor, ""));
        using HttpClient root = await SignInAsync(township, "root");
        using HttpClient lin = await SignInAsync(township, "lin");
        using HttpClient wang = await SignInAsync(township, "wang");

        Assert.AreEqual(HttpStatusCode.NoContent, await StatusAsync(root, HttpMethod.Put, "/api/v1/people/lin", new { role = "auditor", suspended = true }));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(lin, HttpMethod.Get, "/api/v1/facilities"));

        Assert.AreEqual(
            HttpStatusCode.Forbidden, await StatusAsync(wang, HttpMethod.Put, "/api/v1/session/password", new { old = "a guess", password = "another password" }));
        Assert.AreEqual(
            HttpStatusCode.NoContent, await StatusAsync(wang, HttpMethod.Put, "/api/v1/session/password", new { old = Password, password = "another password" }));
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(wang, HttpMethod.Get, "/api/v1/facilities"), "who changed it stays signed in");

        Assert.AreEqual(HttpStatusCode.NoContent, await StatusAsync(root, HttpMethod.Delete, "/api/v1/session"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(root, HttpMethod.Get, "/api/v1/facilities"));
    }

    [TestMethod]
    public async Task GuessingIsSlow()
    {
        await using TestTownship township = await StartAsync(("lin", Role.City, ""));
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 11; i++)
        {
            answers.Add(await StatusAsync(township.Supervisor.Http, HttpMethod.Post, "/api/v1/session", new { name = "lin", password = $"guess {i}" }));
        }

        CollectionAssert.AreEqual(Enumerable.Repeat(HttpStatusCode.Unauthorized, 10).Append(HttpStatusCode.TooManyRequests).ToArray(), answers);
    }

    [TestMethod]
    public async Task ATokenActsInTheNameOfItsMakerAsFarAsItMay()
    {
        await using TestTownship township = await StartAsync(("lin", Role.City, ""));
        using HttpClient lin = await SignInAsync(township, "lin");
        using HttpClient reads = await TokenAsync(township, lin, readOnly: true);
        using HttpClient acts = await TokenAsync(township, lin, readOnly: false);

        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(reads, HttpMethod.Get, "/api/v1/facilities"));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(reads, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "set" }));
        Assert.AreEqual(HttpStatusCode.Accepted, await StatusAsync(acts, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "set" }));
        foreach (JsonElement token in (await ReadAsync(lin, "/api/v1/tokens")).GetProperty("tokens").EnumerateArray())
        {
            Assert.IsFalse(token.TryGetProperty("hash", out _));
            Assert.AreEqual(HttpStatusCode.NoContent, await StatusAsync(lin, HttpMethod.Delete, $"/api/v1/tokens/{token.GetProperty("id").GetString()}"));
        }

        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(reads, HttpMethod.Get, "/api/v1/facilities"));
    }

    [TestMethod]
    public async Task APageOfAnotherSiteChangesNothing()
    {
        await using TestTownship township = await StartAsync(("lin", Role.City, ""));
        using HttpClient lin = await SignInAsync(township, "lin");
        lin.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Post, $"/api/v1/nodes/{Node}/commands", new { command = "unset" }));
        Assert.AreEqual(HttpStatusCode.Forbidden, await StatusAsync(lin, HttpMethod.Delete, "/api/v1/session"));
    }

    [TestMethod]
    public async Task TheStreamEndsWithTheSession()
    {
        await using TestTownship township = await StartAsync(("lin", Role.City, ""));
        using HttpClient lin = await SignInAsync(township, "lin");
        using Stream stream = await lin.GetStreamAsync(new Uri("/api/v1/events", UriKind.Relative));
        using StreamReader reader = new(stream);
        Assert.IsNotNull(await reader.ReadLineAsync());

        await township.Supervisor.Get<PeopleBook>().SetPasswordAsync("system", "lin", "another password");
        using CancellationTokenSource patience = new(Eventually.Patience);
        string? line;
        do
        {
            line = await reader.ReadLineAsync(patience.Token);
        }
        while (line is not null);

        Assert.AreEqual(HttpStatusCode.Unauthorized, await StatusAsync(lin, HttpMethod.Get, "/api/v1/events"));
    }

    [TestMethod]
    public async Task TheFirstPersonComesInAtTheServersOwnMachine()
    {
        await using TestTownship township = await StartAsync();
        (int code, string output, string error) = await DotnetProgram.RunAsync(
            "Wugang.Supervisor.Server", Password + "\n", WriteSettings(township), "person", "add", "root", "city");
        Assert.AreEqual(0, code, output + error);
        using HttpClient root = await SignInAsync(township, "root");
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(root, HttpMethod.Get, "/api/v1/people"));

        (code, _, error) = await DotnetProgram.RunAsync("Wugang.Supervisor.Server", "short\n", WriteSettings(township), "person", "password", "root");
        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "10 to 128 characters");
    }

    private static string WriteSettings(TestTownship township)
    {
        string path = Path.Combine(township.Folder, "settings.json");
        File.WriteAllText(Path.Combine(township.Folder, "keys.json"), "{}");
        File.WriteAllText(
            path, """{"broker":{"host":"127.0.0.1","user":"supervisor","password":"-"},"data_folder":".","keys":"keys.json","facilities":[]}""");
        return path;
    }

    private static async Task<HttpClient> SignInAsync(TestTownship township, string name)
    {
        HttpClient http = new() { BaseAddress = township.Supervisor.Http.BaseAddress, Timeout = Eventually.Patience };
        Assert.AreEqual(HttpStatusCode.OK, await StatusAsync(http, HttpMethod.Post, "/api/v1/session", new { name, password = Password }));
        return http;
    }

    private static async Task<HttpClient> TokenAsync(TestTownship township, HttpClient maker, bool readOnly)
    {
        using HttpResponseMessage response = await maker.PostAsJsonAsync("/api/v1/tokens", new { label = "test", read_only = readOnly, days = 1 });
        string token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        HttpClient http = new() { BaseAddress = township.Supervisor.Http.BaseAddress, Timeout = Eventually.Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path, object? document = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = document is null ? null : JsonContent.Create(document) };
        using HttpResponseMessage response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, string path)
    {
        return await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));
    }
}
