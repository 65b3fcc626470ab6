using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Tests.Scenarios;

/// <summary>The scenarios of this folder.</summary>
internal static class ScenarioFiles
{
    /// <summary>Names of all of them, one test case each.</summary>
    public static IEnumerable<object[]> All =>
        Directory.GetFiles(AppContext.BaseDirectory, "*.scenario")
            .Select(path => new object[] { Path.GetFileName(path) })
            .OrderBy(row => (string)row[0], StringComparer.Ordinal);

    /// <summary>Reads one that must be right.</summary>
    public static Scenario Read(string file)
    {
        return Parse(file, TextOf(file));
    }

    /// <summary>The text of one.</summary>
    public static string TextOf(string file)
    {
        return File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
    }

    /// <summary>Reads a text that must be right.</summary>
    public static Scenario Parse(string file, string text)
    {
        Scenario? scenario = ScenarioReader.Read(file, text, out IReadOnlyList<ScenarioError> errors);
        Assert.IsNotNull(scenario, string.Join('\n', errors));
        return scenario;
    }
}
