using System.Text.Json;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>What the OpenAPI document says is what is there, and what the repository keeps of it.</summary>
[TestClass]
public class OpenApiTests
{
    private static readonly string Kept = Path.Combine(Repository.Root, "docs", "reference", "openapi.json");

    [TestMethod]
    public async Task TheRepositoryKeepsThePresentDocument()
    {
        await using TestTownship township = await new TestTownship(new TestNode()) { IsOpen = false }.StartAsync();
        string present = await township.Supervisor.Http.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative)) + "\n";
        string made = Path.Combine(Repository.Root, "artifacts", "openapi.json");
        await File.WriteAllTextAsync(made, present);
        Assert.AreEqual(await File.ReadAllTextAsync(Kept), present, $"{made} is what it is now: look at what has changed, and copy it to {Kept}.");
    }

    [TestMethod]
    public void EveryPathIsExplained()
    {
        string explained = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "http.md"));
        string[] missing =
        [
            .. JsonElement.Parse(File.ReadAllText(Kept)).GetProperty("paths").EnumerateObject().Select(path => path.Name)
                .Where(path => !Spellings(path).Any(spelling => explained.Contains(spelling, StringComparison.Ordinal))),
        ];
        Assert.IsEmpty(missing, "docs/reference/http.md does not name " + string.Join(", ", missing));
    }

    /// <summary>The whole path, or its end behind an ellipsis.</summary>
    private static IEnumerable<string> Spellings(string path)
    {
        string[] parts = path.Split('/');
        return Enumerable.Range(1, parts.Length - 1).Select(from => (from == 1 ? "/" : "…/") + string.Join('/', parts[from..]) + (from == 1 ? "" : "`"));
    }
}
