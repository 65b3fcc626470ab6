using System.Text.Json;
using Json.Schema;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>The JSON Schemas of docs/reference/schemas.</summary>
internal static class WireSchemas
{
    private static readonly Dictionary<string, JsonSchema> Schemas = Directory.GetFiles(Folder, "*.schema.json")
        .ToDictionary(path => Path.GetFileName(path)[..^".schema.json".Length], path => JsonSchema.FromText(File.ReadAllText(path)));

    public static string Folder => Path.Combine(Repository.Root, "docs", "reference", "schemas");

    /// <summary>Names of the schemas.</summary>
    public static IReadOnlyCollection<string> Names => Schemas.Keys;

    /// <summary>The schema of what is said on a topic.</summary>
    public static string NameOf(string topic)
    {
        string[] levels = topic.Split('/');
        return levels[0] == "supervised" ? "supervised-" + levels[^1] : levels[^1];
    }

    public static bool IsGood(string name, JsonElement document)
    {
        return Schemas[name].Evaluate(document).IsValid;
    }

    /// <summary>Fails the test where the document is not as its schema says.</summary>
    public static void Check(string name, JsonElement document)
    {
        EvaluationResults results = Schemas[name].Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (!results.IsValid)
        {
            string[] errors = [.. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}"))];
            Assert.Fail($"Not as {name}.schema.json says: {document.GetRawText()}\n{string.Join('\n', errors.Take(6))}");
        }
    }
}
