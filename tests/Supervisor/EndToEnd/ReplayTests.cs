using Wugang.Sim.App.Replays;
using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>A scenario is played for the simulator's page, in a world and a time of its own.</summary>
[TestClass]
public class ReplayTests
{
    private static readonly string Panic = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Scenarios", "panic-latches.scenario"));

    [TestMethod]
    public async Task ItIsPlayedToItsEnd()
    {
        using ReplayDesk desk = new(TimeProvider.System);
        Assert.IsTrue(desk.TrySetSpeed(ReplayClock.MaxSpeed));

        Assert.IsEmpty(desk.Begin("panic", Panic));

        await Eventually.IsTrueAsync(() => desk.View!.State == "passed", "it ends well");
        Assert.AreEqual(desk.View!.Count, desk.View.Next);
        Assert.AreEqual("protected", desk.View.Verdict!.State);
    }

    [TestMethod]
    [DataRow("panic-latches")]
    [DataRow("a-silent-node-is-unknown")]
    [DataRow("broker-forgets")]
    public void WhoLooksAtItChangesNothing(string name)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Scenarios", name + ".scenario"));
        Scenario scenario = ScenarioReader.Read(name, text, out _)!;

        ScenarioResult looked = ScenarioRunner.Run(
            scenario, seed: 1, pace: (world, next, untilMs) => ReplayView.Of(scenario, world, next, untilMs, speed: 1, lines: []));

        Assert.AreEqual(ScenarioRunner.Run(scenario, seed: 1).TraceHash, looked.TraceHash);
    }

    [TestMethod]
    public async Task WhatIsNotAsExpectedIsToldByItsLine()
    {
        using ReplayDesk desk = new(TimeProvider.System);
        desk.TrySetSpeed(ReplayClock.MaxSpeed);
        string wrong = Panic.Replace("08:00:10 expect siren on", "08:00:10 expect siren off", StringComparison.Ordinal);

        Assert.IsEmpty(desk.Begin("wrong", wrong));

        await Eventually.IsTrueAsync(() => desk.View!.State == "failed", "it fails");
        ReplayFailure failure = desk.View!.Failure!;
        Assert.AreEqual("08:00:10 expect siren off", failure.Expected);
        Assert.AreEqual(Panic.Split('\n').ToList().FindIndex(line => line.StartsWith("08:00:10", StringComparison.Ordinal)) + 1, failure.Line);
    }

    [TestMethod]
    public void ABadTextIsRefusedByLineAndTheReplayBeforeGoesOn()
    {
        using ReplayDesk desk = new(TimeProvider.System);
        desk.Begin("panic", Panic);

        IReadOnlyList<ScenarioError> errors = desk.Begin("bad", Panic + "\n09:00 opn gate\n");

        Assert.AreEqual(Panic.Split('\n').Length + 1, errors.Single().Line);
        Assert.AreEqual("panic running", $"{desk.View!.Name} {desk.View.State}");
    }

    [TestMethod]
    public async Task ItIsStoppedWhereItIs()
    {
        using ReplayDesk desk = new(TimeProvider.System);
        desk.Begin("panic", Panic);
        await Eventually.IsTrueAsync(() => desk.View!.Nodes.Count == 1, "it runs");

        desk.Stop();

        Assert.AreEqual("stopped", desk.View!.State);
        Assert.AreEqual(0, desk.View.Next);
        Assert.IsTrue(desk.TrySetSpeed(1), "it stays stopped");
        Assert.AreEqual("stopped", desk.View.State);
    }

    [TestMethod]
    public async Task WhoPausesItSeesAtOnceWhereItStands()
    {
        ManualTime time = new();
        using ReplayDesk desk = new(time);
        desk.Begin("panic", Panic);
        await Eventually.IsTrueAsync(() => desk.View!.Nodes.Count == 1, "it runs");
        ReplayView begun = desk.View!;
        time.Pass(TimeSpan.FromSeconds(10));
        await Eventually.IsTrueAsync(() => desk.View != begun, "it goes on");

        desk.TrySetSpeed(0);

        ReplayView paused = desk.View!;
        Assert.IsGreaterThan(begun.NowMs, paused.NowMs);
        time.Pass(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => desk.View != paused, "it has been looked at again");
        Assert.AreEqual(paused.NowMs, desk.View!.NowMs);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(ReplayClock.MaxSpeed + 1)]
    public void ThereIsNoSuchSpeed(int speed)
    {
        using ReplayDesk desk = new(TimeProvider.System);

        Assert.IsFalse(desk.TrySetSpeed(speed));
    }

    [TestMethod]
    public void TimePassesAtItsSpeedFromWhereItWasReached()
    {
        ManualTime time = new();
        ReplayClock clock = new(time, startMs: 1000, speed: 10);
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.AreEqual(11_000, clock.NowMs);
        Assert.AreEqual(TimeSpan.FromSeconds(2), clock.Until(31_000));
        Assert.AreEqual(TimeSpan.Zero, clock.Until(11_000));

        clock.SetSpeed(0, reachedMs: 9000);

        time.Pass(TimeSpan.FromSeconds(1));
        Assert.AreEqual(9000, clock.NowMs);
        Assert.IsNull(clock.Until(9001));
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            return Interlocked.Read(ref _ticks);
        }

        public void Pass(TimeSpan time)
        {
            Interlocked.Add(ref _ticks, time.Ticks);
        }
    }
}
