using Wugang.Sim.Scenarios;

namespace Wugang.Tests.Scenarios;

/// <summary>Every scenario file is a test: what it expects is so, and the verdicts on it are the truth.</summary>
[TestClass]
public class ScenarioTests
{
    private const long Seed = 1;

    public static IEnumerable<object[]> Files => ScenarioFiles.All;

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void AllIsAsExpected(string file)
    {
        RecordSchemas schemas = new();

        ScenarioResult result = ScenarioRunner.Run(ScenarioFiles.Read(file), Seed, stored: schemas.Check);

        Assert.IsNull(result.Failure, ScenarioReport.Of(result));
        Assert.IsNull(schemas.Fault);
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void EveryScenarioSaysWhatItShows(string file)
    {
        Scenario scenario = ScenarioFiles.Read(file);

        Assert.IsNotEmpty(scenario.Clauses);
        Assert.IsGreaterThan(10, scenario.Title.Length);
    }

    [TestMethod]
    [DataRow("three-nodes-of-a-kindergarten.scenario")]
    [DataRow("broker-forgets.scenario")]
    [DataRow("meters-of-three-protocols-on-one-line.scenario")]
    public void TheSameSeedTakesTheSameWay(string file)
    {
        Scenario scenario = ScenarioFiles.Read(file);

        ulong first = ScenarioRunner.Run(scenario, Seed).TraceHash;
        ulong second = ScenarioRunner.Run(scenario, Seed).TraceHash;
        ulong other = ScenarioRunner.Run(scenario, Seed + 1).TraceHash;

        Assert.AreEqual(first, second);
        Assert.AreNotEqual(first, other);
    }
}
