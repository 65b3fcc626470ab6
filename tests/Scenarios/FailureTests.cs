using Wugang.Sim.Scenarios;

namespace Wugang.Tests.Scenarios;

/// <summary>A scenario that is not as expected says so, where and when, and with what happened before.</summary>
[TestClass]
public class FailureTests
{
    private const string Head = "# A test of the engine itself\nclause S3\nstart 2026-03-02 08:00\nnode 01\n  zone gate door\n";

    [TestMethod]
    public void TheFirstExpectationThatFailedIsReported()
    {
        ScenarioFailure failure = Fail("08:00:10 open gate\n08:00:20 expect siren on\n08:00:30 expect no record zone\n");

        Assert.AreEqual(7, failure.Line);
        Assert.AreEqual("08:00:20 expect siren on", failure.Expected);
        Assert.AreEqual("siren off", failure.Seen);
        Assert.Contains("records 3 zone", failure.NewestEvents.Last());
    }

    [TestMethod]
    public void WhatMustBecomeTrueFailsAtItsEnd()
    {
        ScenarioFailure failure = Fail("08:00:10 expect siren on within 5s\n08:01:00 expect siren off\n");

        Assert.AreEqual("08:00:10 expect siren on within 5s", failure.Expected);
        Assert.EndsWith("08:00:15.000", ScenarioReport.TimeOf(failure));
    }

    [TestMethod]
    public void WhatMustStayTrueFailsWhenItEnds()
    {
        ScenarioFailure failure = Fail("08:00:10 expect no record zone for 60s\n08:00:20 open gate\n");

        Assert.AreEqual("08:00:10 expect no record zone for 60s", failure.Expected);
        Assert.EndsWith("08:00:20.050", ScenarioReport.TimeOf(failure));
    }

    [TestMethod]
    public void AnExpectationAfterTheEndIsAskedWhenAllIsQuiet()
    {
        ScenarioFailure failure = Fail("08:10 open gate\nfinally expect verdict 08:01-08:10 not_protected\n");

        Assert.AreEqual("finally expect verdict 08:01-08:10 not_protected", failure.Expected);
        Assert.StartsWith("protected from 2026-03-02 08:01:01.000", failure.Seen);
    }

    private static ScenarioFailure Fail(string steps)
    {
        ScenarioResult result = ScenarioRunner.Run(ScenarioFiles.Parse("test.scenario", Head + steps), seed: 1);
        Assert.IsNotNull(result.Failure);
        return result.Failure;
    }
}
