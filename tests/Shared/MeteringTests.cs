using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class MeteringTests
{
    // 2025-11-23 08:00:00 UTC, the start of a quarter of an hour.
    private const long QuarterMs = 1763884800000;
    private const long IntervalMs = 900000;

    [TestMethod]
    [DataRow(1, 1L, 1000L)]
    [DataRow(1000, 1L, 1L)]
    [DataRow(1600, 1L, 0L)]
    [DataRow(1600, 2L, 1L)]
    [DataRow(1600, 1600L, 1000L)]
    [DataRow(3200, 3199L, 999L)]
    [DataRow(100000, 1000000000000L, 10000000000L)]
    [DataRow(1, 1000000000000L, 1000000000000000L)]
    public void ElectricPulsesBecomeWholeWattHoursNeverRoundedUp(int plateValue, long pulses, long expected)
    {
        PulseConstant constant = PulseConstant.FromImpulsesPerKilowattHour(plateValue);

        Assert.AreEqual(expected, constant.ToRegister(pulses));
        Assert.AreEqual(plateValue, constant.PlateValue);
    }

    [TestMethod]
    [DataRow(1, 12L, 12L)]
    [DataRow(10, 12L, 120L)]
    [DataRow(10000, 1000000000000L, 10000000000000000L)]
    public void WaterPulsesBecomeLitres(int plateValue, long pulses, long expected)
    {
        Assert.AreEqual(expected, PulseConstant.FromLitresPerImpulse(plateValue).ToRegister(pulses));
    }

    [TestMethod]
    public void PlateValuesAndCountsOutsideTheirRangeAreRefused()
    {
        Type refusal = typeof(ArgumentOutOfRangeException);
        PulseConstant constant = PulseConstant.FromLitresPerImpulse(PulseConstant.MaxLitresPerImpulse);
        PulseConstant.FromImpulsesPerKilowattHour(PulseConstant.MaxImpulsesPerKilowattHour);

        Expect.Throws(refusal, () => PulseConstant.FromImpulsesPerKilowattHour(0));
        Expect.Throws(
            refusal,
            () => PulseConstant.FromImpulsesPerKilowattHour(PulseConstant.MaxImpulsesPerKilowattHour + 1));
        Expect.Throws(refusal, () => PulseConstant.FromLitresPerImpulse(0));
        Expect.Throws(refusal, () => PulseConstant.FromLitresPerImpulse(PulseConstant.MaxLitresPerImpulse + 1));
        Expect.Throws(refusal, () => constant.ToRegister(-1));
        Expect.Throws(refusal, () => constant.ToRegister(PulseConstant.MaxPulseCount + 1));
    }

    [TestMethod]
    public void ATotalGoesOnFromBeforeTheBootAndNeverBack()
    {
        PulseTotal total = new PulseTotal(100);

        total.Update(5);
        Assert.AreEqual(105L, total.Count);
        total.Update(3);
        Assert.AreEqual(105L, total.Count);
        total.Update(6);
        Assert.AreEqual(106L, total.Count);
    }

    [TestMethod]
    public void ATotalStopsAtWhatAMeterCanReach()
    {
        PulseTotal total = new PulseTotal(PulseConstant.MaxPulseCount - 1);

        total.Update(2);
        Assert.AreEqual(PulseConstant.MaxPulseCount - 1, total.Count);
        total.Update(1);
        Assert.AreEqual(PulseConstant.MaxPulseCount, total.Count);
        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new PulseTotal(-1));
        Expect.Throws(typeof(ArgumentOutOfRangeException), () => new PulseTotal(PulseConstant.MaxPulseCount + 1));
    }

    [TestMethod]
    public void IntervalsEndAtTheQuartersOfTheClock()
    {
        IntervalClock clock = new IntervalClock(900);

        Assert.IsFalse(clock.HasEnded(At(QuarterMs - 1), 0), "the first call");
        Assert.AreEqual(1L, clock.RemainingMs(At(QuarterMs - 1), 0));
        Assert.IsTrue(clock.HasEnded(At(QuarterMs), 1));
        Assert.AreEqual(IntervalMs, clock.RemainingMs(At(QuarterMs), 1));
        Assert.IsFalse(clock.HasEnded(At(QuarterMs + IntervalMs - 1), 900000));
        Assert.IsTrue(clock.HasEnded(At(QuarterMs + IntervalMs), 900001));
    }

    [TestMethod]
    public void WhileTheTimeIsUnknownIntervalsCountFromTheBoot()
    {
        IntervalClock clock = new IntervalClock(900);

        Assert.IsFalse(clock.HasEnded(default, 5));
        Assert.AreEqual(IntervalMs - 5, clock.RemainingMs(default, 5));
        Assert.IsFalse(clock.HasEnded(default, IntervalMs - 1));
        Assert.IsTrue(clock.HasEnded(default, IntervalMs));
    }

    [TestMethod]
    public void LearningTheTimeEndsNoInterval()
    {
        IntervalClock clock = new IntervalClock(900);
        clock.HasEnded(default, 5);

        Assert.IsFalse(clock.HasEnded(At(QuarterMs - 10), 6));
        Assert.IsTrue(clock.HasEnded(At(QuarterMs), 16));
    }

    [TestMethod]
    public void AStepBackOfTheClockEndsOneInterval()
    {
        IntervalClock clock = new IntervalClock(900);
        clock.HasEnded(At(QuarterMs), 0);

        Assert.IsTrue(clock.HasEnded(At(QuarterMs - 1), 1));
        Assert.IsFalse(clock.HasEnded(At(QuarterMs - 1), 1));
        Assert.IsTrue(clock.HasEnded(At(QuarterMs), 2));
    }

    [TestMethod]
    public void JitterIsReproducibleAndInItsRange()
    {
        JitterSequence first = new JitterSequence(42);
        JitterSequence second = new JitterSequence(42);
        bool[] isSeen = new bool[10];
        for (int i = 0; i < 500; i++)
        {
            int number = first.Next(10);
            Assert.AreEqual(number, second.Next(10));
            isSeen[number] = true;
        }

        for (int i = 0; i < isSeen.Length; i++)
        {
            Assert.IsTrue(isSeen[i], i.ToString());
        }

        Assert.AreEqual(0, first.Next(1));
    }

    [TestMethod]
    public void ASeedOfZeroStillJitters()
    {
        JitterSequence jitter = new JitterSequence(0);

        Assert.AreNotEqual(jitter.Next(1000000), jitter.Next(1000000));
    }

    private static ClockReading At(long unixMs)
    {
        return ClockReading.At(unixMs, 40, ClockQuality.Sync);
    }
}
