using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Tests.Scenarios;

/// <summary>The same scenarios with their zones at radio sensors: what is expected of a wire is kept through the air as well.</summary>
[TestClass]
public class WirelessTests
{
    private const long Seed = 1;

    // What is about a wire itself, or about the first instant of a start.
    private static readonly Dictionary<string, string> Wired = new()
    {
        ["a-day-and-a-night.scenario"] = "is protected from the very start, but a sensor has to be heard first",
        ["a-day-closes-after-three-days.scenario"] = "is protected from the very start, but a sensor has to be heard first",
        ["panic-bounce-is-no-alarm.scenario"] = "is about a contact that bounces",
        ["panic-held-for-a-minute.scenario"] = "is about a contact that is held",
        ["tamper-contact-shorted.scenario"] = "is about a wire that is shorted",
        ["two-panic-buttons-in-sequence.scenario"] = "is about the debounce time of the first contact",
    };

    public static IEnumerable<object[]> Files => ScenarioFiles.All.Where(row => !Wired.ContainsKey((string)row[0]));

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void AllIsAsExpectedThroughTheAir(string file)
    {
        Scenario? scenario = ScenarioReader.Read(
            file, ScenarioFiles.TextOf(file), isWireless: true, out IReadOnlyList<ScenarioError> errors);
        Assert.IsNotNull(scenario, string.Join('\n', errors));

        ScenarioResult result = ScenarioRunner.Run(scenario, Seed);

        Assert.IsNull(result.Failure, ScenarioReport.Of(result));
    }

    [TestMethod]
    public void WhatIsAboutAWireIsThere()
    {
        string[] files = [.. ScenarioFiles.All.Select(row => (string)row[0])];

        Assert.IsEmpty(Wired.Keys.Except(files));
        Assert.IsTrue(Wired.Values.All(reason => reason.Length > 0));
    }
}
