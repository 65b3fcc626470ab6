using System.Text.Json.Nodes;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary><c>config check</c> says what a node would say; <c>config new</c> makes what it would take.</summary>
[TestClass]
public class ConfigCommandTests
{
    [TestMethod]
    public async Task AGoodConfigurationIsSaidSoWithItsHash()
    {
        string example = Path.Combine(Repository.Root, "docs", "reference", "example-node.json");

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", "config", "check", example);

        Assert.AreEqual(0, code, output + error);
        Assert.StartsWith("good: node=410481001-0007-01 version=1 bytes=", output);
    }

    [TestMethod]
    public async Task EveryFaultIsSaidByItsPath()
    {
        using TempFolder folder = new();
        string file = folder.PathOf("bad.json");
        await File.WriteAllTextAsync(file, """{"node":"x","broker":{"host":"h","port":0},"colour":1}""");

        (int code, string output, string _) = await SimulatorProgram.RunAsync("", "config", "check", file);

        Assert.AreEqual(1, code);
        CollectionAssert.AreEqual(
            new[]
            {
                "node must be a node name such as 410481001-0007-01",
                "broker.port must be a whole number from 1 to 65535",
                "colour is not a setting",
            },
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public async Task AFileThatIsNotThereIsBadInput()
    {
        (int code, string _, string error) = await SimulatorProgram.RunAsync("", "config", "check", "nowhere.json");

        Assert.AreEqual(2, code);
        Assert.Contains("nowhere.json cannot be read", error);
    }

    [TestMethod]
    public async Task AnInterviewMakesAConfigurationThatIsGood()
    {
        using TempFolder folder = new();
        string file = folder.PathOf("node.json");
        string[] answers =
        [
            "410481001-0007-04", "broker.example", "", "", "", "-", "",
            "gate", "", "21", "4", "y", "Gate", "gate", "hall_smoke", "smoke", "5", "",
            "mon-fry", "mon-fri", "", "18:00",
            "water", "water", "6", "", "",
        ];

        (int code, string output, string error) = await SimulatorProgram.RunAsync(string.Join('\n', answers) + "\n", "config", "new", file);

        Assert.AreEqual(0, code, output + error);
        Assert.Contains("zones[0].pin", output, "21 is the siren's");
        Assert.Contains("zones[1].name must be 1 to 24 of a-z", output);
        Assert.Contains("zones[1].name is gate, which zones[0].name has", output);
        Assert.Contains("schedule.hours[0].days must be days", output);
        Assert.Contains("good: node=410481001-0007-04 version=1", output);
        JsonNode document = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        Assert.AreEqual(
            """{"reset_pin":14,"set_pin":12}""", document["controls"]!.ToJsonString());
        Assert.AreEqual(
            """[{"name":"gate","type":"door","pin":4,"entry_route":true},{"name":"hall_smoke","type":"smoke","pin":5}]""",
            document["zones"]!.ToJsonString());
        Assert.AreEqual(
            """[{"name":"water","medium":"water","pin":6,"litres_per_impulse":10}]""", document["meters"]!.ToJsonString());
    }

    [TestMethod]
    public async Task AnInterviewThatEndsEarlyWritesNothing()
    {
        using TempFolder folder = new();
        string file = folder.PathOf("node.json");

        (int code, string _, string error) = await SimulatorProgram.RunAsync("\n\n\n\n\n\n\ngate\ndoor\n", "config", "new", file);

        Assert.AreEqual(2, code);
        Assert.Contains("The input ended before the answer to 'GPIO of its contact", error);
        Assert.IsFalse(File.Exists(file));
    }

    [TestMethod]
    public async Task AFileThatIsThereIsNotOverwritten()
    {
        using TempFolder folder = new();
        string file = folder.PathOf("node.json");
        await File.WriteAllTextAsync(file, "mine");

        (int code, string _, string error) = await SimulatorProgram.RunAsync("", "config", "new", file);

        Assert.AreEqual(2, code);
        Assert.Contains("is there already", error);
        Assert.AreEqual("mine", await File.ReadAllTextAsync(file));
    }
}
