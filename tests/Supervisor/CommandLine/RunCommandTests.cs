using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.CommandLine;

/// <summary>Scenarios from the command line: exit codes and what is said.</summary>
[TestClass]
public class RunCommandTests
{
    private const string Head = "# A door\nclause S3\nstart 2026-03-02 08:00\nnode 01\n  zone gate door\n";

    [TestMethod]
    public async Task AScenarioThatIsAsExpectedEndsWithZero()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.PathOf("door.scenario"), Head + "08:01 open gate\nexpect siren off\n");

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", "run", folder.Root);

        Assert.AreEqual(0, code, error);
        Assert.EndsWith("scenarios=1 failed=0", output.TrimEnd());
    }

    [TestMethod]
    public async Task AFailedExpectationEndsWithOneAndSaysWhere()
    {
        using TempFolder folder = new();
        string file = folder.PathOf("door.scenario");
        await File.WriteAllTextAsync(file, Head + "08:01 open gate\nexpect siren on within 2s\n");

        (int code, string output, string _) = await SimulatorProgram.RunAsync("", "run", file, "--seed", "3");

        Assert.AreEqual(1, code);
        Assert.Contains($"FAILED  {file}:7", output);
        Assert.Contains("at        2026-03-02 08:01:02.000", output);
        Assert.Contains("expected  expect siren on within 2s", output);
        Assert.Contains("seen      siren off", output);
        Assert.EndsWith("scenarios=1 failed=1", output.TrimEnd());
    }

    [TestMethod]
    public async Task AWrongLineEndsWithTwoAndNothingIsRun()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.PathOf("a.scenario"), Head + "08:01 expect siren off\n");
        await File.WriteAllTextAsync(folder.PathOf("b.scenario"), Head + "08:01 shut gate\n");

        (int code, string output, string error) = await SimulatorProgram.RunAsync("", "run", folder.Root);

        Assert.AreEqual(2, code);
        Assert.AreEqual("", output);
        Assert.StartsWith($"{folder.PathOf("b.scenario")}:6: expected open, close", error);
    }

    [TestMethod]
    [DataRow("run nowhere.scenario", "There is no file or folder 'nowhere.scenario'.")]
    [DataRow("run", "Required argument missing for command: 'run'")]
    [DataRow("run x --seed -1", "--seed must be a whole number")]
    public async Task AMistakeIsSaidInOneLine(string arguments, string expected)
    {
        (int code, string _, string error) = await SimulatorProgram.RunAsync("", arguments.Split(' '));

        Assert.AreEqual(2, code);
        Assert.StartsWith(expected, error);
        Assert.HasCount(1, error.TrimEnd().Split('\n'));
    }
}
