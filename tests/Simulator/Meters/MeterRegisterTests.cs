using Wugang.Sim.World;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>What flows, what the digits show of it, and what the pulse output gives.</summary>
[TestClass]
public class MeterRegisterTests
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const long Seed = 7;
    private const long Rollover = 1_000_000_000;

    // Monday, 2026-03-02, midnight in China.
    private static readonly long MondayMs = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();

    [TestMethod]
    public void TheSameSeedGivesTheSameDayInWhateverOrderItIsAsked()
    {
        Consumption forward = Consumption.Electricity(MondayMs, Seed, "power");
        Consumption backward = Consumption.Electricity(MondayMs, Seed, "power");
        long[] hours = [.. Enumerable.Range(0, 49).Select(hour => MondayMs + (hour * HourMs) + 1234)];

        long[] first = [.. hours.Select(forward.TotalAt)];
        long[] second = [.. hours.Reverse().Select(backward.TotalAt).Reverse()];

        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(
            first, hours.Select(Consumption.Electricity(MondayMs, Seed + 1, "power").TotalAt).ToArray());
    }

    [TestMethod]
    public void NothingEverFlowsBack()
    {
        Consumption gas = Consumption.Gas(MondayMs + 5, Seed, "gas");
        long before = 0;
        for (long atMs = MondayMs; atMs < MondayMs + (2 * DayMs); atMs += 61_003)
        {
            long total = gas.TotalAt(atMs);
            Assert.IsGreaterThanOrEqualTo(before, total);
            before = total;
        }
    }

    [TestMethod]
    public void WhatFlowsNowIsWhatTheTotalGrowsBy()
    {
        Consumption power = Consumption.Steady(3400, MondayMs + HourMs, Seed, "power", Consumption.Electricity(MondayMs, Seed, "power"));
        Consumption other = Consumption.Steady(3400, MondayMs + HourMs, Seed, "power", Consumption.Electricity(MondayMs, Seed, "power"));
        const long MinuteMs = 60_000;
        for (long atMs = MondayMs; atMs < MondayMs + (3 * HourMs); atMs += 15 * MinuteMs)
        {
            long perHour = power.PerHourAt(atMs + MinuteMs);

            long grown = other.TotalAt(atMs + (11 * MinuteMs)) - other.TotalAt(atMs + MinuteMs);
            Assert.IsLessThanOrEqualTo(1, Math.Abs((perHour / 6) - grown), $"{perHour} {grown}");
        }
    }

    [TestMethod]
    public void AWorkingDayUsesWhatAKindergartenDoesAndASundayLittle()
    {
        Consumption power = Consumption.Electricity(MondayMs, Seed, "power");
        long mondayWattHours = power.TotalAt(MondayMs + DayMs) / 1000;
        long sundayWattHours = (power.TotalAt(MondayMs + (7 * DayMs)) - power.TotalAt(MondayMs + (6 * DayMs))) / 1000;

        Assert.IsTrue(mondayWattHours is > 30_000 and < 60_000, $"{mondayWattHours} Wh");
        Assert.IsTrue(sundayWattHours is > 3_000 and < 6_000, $"{sundayWattHours} Wh");
    }

    [TestMethod]
    public void TheDigitsShowWholeStepsAndBeginAgain()
    {
        VirtualTime time = new(MondayMs);
        MeterRegister register = new(time, Consumption.Electricity(MondayMs, Seed, "power"), 999_999_950, 10, Rollover);

        Assert.AreEqual(999_999_950, register.Now);
        long afterMs = MondayMs + (12 * HourMs);
        long flowed = register.FlowedAt(afterMs) / 1000;

        Assert.AreEqual((999_999_950 + flowed) / 10 * 10 % 1_000_000_000, register.At(afterMs));
        Assert.IsLessThan(100_000, register.At(afterMs));
    }

    [TestMethod]
    public void WhatIsDoneToARegisterHoldsFromThenOn()
    {
        VirtualTime time = new(MondayMs);
        MeterRegister register = new(time, Consumption.Water(MondayMs, Seed, "water"), 50_000, 10, Rollover);
        time.RunUntil(MondayMs + (10 * HourMs));
        long before = register.Now;

        register.Stick();
        time.RunUntil(MondayMs + (11 * HourMs));
        Assert.AreEqual(before, register.Now);
        register.Run();
        time.RunUntil(MondayMs + (12 * HourMs));
        long ran = register.Now - before;
        register.Jump(-5000);

        Assert.IsTrue(ran is > 250 and < 600, $"{ran} L");
        Assert.AreEqual(before + ran - 5000, register.Now, 10);
        Assert.AreEqual(before, register.At(MondayMs + (10 * HourMs) + 1800_000), "the past stays as it was");
        register.Show(0);
        Assert.AreEqual(0, register.Now);
    }

    [TestMethod]
    public void PulsesFollowWhatFlowsWhateverTheDigitsShow()
    {
        VirtualTime time = new(MondayMs);
        MeterRegister register = new(time, Consumption.Electricity(MondayMs, Seed, "power"), 0, 10, Rollover);
        PulseOutput output = PulseOutput.PerKilowattHour(register, 1600);
        register.Stick();
        long endMs = MondayMs + DayMs;

        Assert.AreEqual(register.FlowedAt(endMs) * 1600 / 1_000_000, output.GivenAt(endMs));
    }

    [TestMethod]
    public void ABouncingContactGivesMore()
    {
        VirtualTime time = new(MondayMs);
        MeterRegister register = new(time, Consumption.Water(MondayMs, Seed, "water"), 0, 10, Rollover);
        long endMs = MondayMs + DayMs;
        long clean = PulseOutput.EveryLitres(register, 1).GivenAt(endMs);
        PulseOutput bouncing = PulseOutput.EveryLitres(register, 1, bounces: 100_000);

        Assert.AreEqual(register.FlowedAt(endMs) / 1000, clean);
        Assert.AreEqual(clean + (clean / 10), bouncing.GivenAt(endMs));
    }
}
