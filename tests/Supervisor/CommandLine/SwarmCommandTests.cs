using System.Text.RegularExpressions;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary>The swarm from the command line: its last line, its trace, its mistakes.</summary>
[TestClass]
public partial class SwarmCommandTests
{
    [TestMethod]
    public async Task ItEndsWithOneLineOfFigures()
    {
        (int code, string output, string error) = await SimulatorProgram.RunAsync(
            "", "swarm", "--seeds", "2", "--from", "7", "--days", "1", "--nodes", "1", "--threads", "2");

        Assert.AreEqual(0, code, error);
        Assert.MatchesRegex(Figures(), output.TrimEnd().Split('\n')[^1]);
    }

    [TestMethod]
    public async Task OneSeedIsReplayedWithItsTrace()
    {
        using TempFolder folder = new();
        string[] arguments = ["swarm", "--seed", "7", "--days", "1", "--nodes", "1", "--trace"];

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", [.. arguments, folder.PathOf("a")]);
        (_, string again, _) = await SimulatorProgram.RunAsync("", [.. arguments, folder.PathOf("b")]);

        Assert.AreEqual(0, code, error);
        Assert.StartsWith("trace=", output);
        Assert.AreEqual(output.Split('\n')[0], again.Split('\n')[0]);
        Assert.AreEqual(
            await File.ReadAllTextAsync(folder.PathOf("a")), await File.ReadAllTextAsync(folder.PathOf("b")), "the same trace");
    }

    [TestMethod]
    [DataRow("swarm --seeds 0", "--seeds must be a whole number from 1")]
    [DataRow("swarm --seed 1 --from 2", "Either --seed, or --seeds and --from.")]
    [DataRow("swarm --seeds 1 --trace x", "--trace needs --seed")]
    [DataRow("swarm --seed 1 --days 1 --nodes 1 --trace /nowhere/at/all", "The trace cannot be written to '/nowhere/at/all'")]
    public async Task AMistakeIsSaidInOneLine(string arguments, string expected)
    {
        (int code, string _, string error) = await SimulatorProgram.RunAsync("", arguments.Split(' '));

        Assert.AreEqual(2, code);
        Assert.StartsWith(expected, error);
        Assert.AreEqual(1, error.TrimEnd().Split('\n').Length);
    }

    [GeneratedRegex(@"^seeds=2 node_days=2 records=\d+ faults=\d+ lost=0 duplicated=0 violations=0 node_days_per_minute=\d+$")]
    private static partial Regex Figures();
}
