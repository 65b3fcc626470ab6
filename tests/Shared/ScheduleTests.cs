using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Shared;

/// <summary>Opening hours in local time, by day of the week and with holidays.</summary>
[TestClass]
public class ScheduleTests
{
    private const int WorkingDays = 31;

    private static readonly DateTime Epoch = new DateTime(1970, 1, 1);

    [TestMethod]
    [DataRow(20260302, 7, 29, (int)OpeningState.Closed, "a Monday, before the hours")]
    [DataRow(20260302, 7, 30, (int)OpeningState.Open, "their first minute")]
    [DataRow(20260302, 18, 29, (int)OpeningState.Open, "their last minute")]
    [DataRow(20260302, 18, 30, (int)OpeningState.Closed, "closed")]
    [DataRow(20260306, 12, 0, (int)OpeningState.Open, "a Friday")]
    [DataRow(20260307, 9, 59, (int)OpeningState.Closed, "a Saturday has hours of its own")]
    [DataRow(20260307, 10, 0, (int)OpeningState.Open, "from ten")]
    [DataRow(20260307, 23, 59, (int)OpeningState.Open, "to midnight")]
    [DataRow(20260308, 0, 0, (int)OpeningState.Closed, "a Sunday")]
    [DataRow(20261001, 12, 0, (int)OpeningState.Closed, "a holiday, a Thursday")]
    [DataRow(20260930, 12, 0, (int)OpeningState.Open, "the day before")]
    [DataRow(20280229, 12, 0, (int)OpeningState.Closed, "a holiday on a leap day")]
    [DataRow(20280301, 12, 0, (int)OpeningState.Open, "the day after")]
    public void InChina(int date, int hour, int minute, int expected, string why)
    {
        ScheduleSettings settings = new ScheduleSettings
        {
            Hours = new OpeningHours[] { new OpeningHours(WorkingDays, 450, 1110), new OpeningHours(32, 600, 1440) },
            Holidays = new int[] { 20261001, 20280229 },
        };
        DateTime local = new DateTime(date / 10000, date / 100 % 100, date % 100, hour, minute, 59);

        OpeningState state = new Schedule(settings).At(TimeOf(local, 480));

        Assert.AreEqual(expected, (int)state, why);
    }

    [TestMethod]
    [DataRow(0, 1000L, 59000L)]
    [DataRow(0, 59999L, 1L)]
    [DataRow(0, 60000L, 60000L)]
    [DataRow(330, 90000L, 30000L)]
    public void TheStateCanOnlyChangeWithTheMinute(int utcOffsetMin, long unixMs, long remainingMs)
    {
        ScheduleSettings settings = new ScheduleSettings { UtcOffsetMin = utcOffsetMin };
        settings.Hours = new OpeningHours[] { new OpeningHours(WorkingDays, 450, 1110) };

        Assert.AreEqual(remainingMs, new Schedule(settings).RemainingMs(ClockReading.At(unixMs, 0, ClockQuality.Sync)));
    }

    [TestMethod]
    public void WithoutHoursOrTimeNothingIsKnown()
    {
        ScheduleSettings settings = new ScheduleSettings();
        ClockReading noon = TimeOf(new DateTime(2026, 3, 2, 12, 0, 0), 480);
        Assert.AreEqual((int)OpeningState.Unknown, (int)new Schedule(settings).At(noon));

        settings.Hours = new OpeningHours[] { new OpeningHours(WorkingDays, 0, 1440) };
        Assert.AreEqual((int)OpeningState.Unknown, (int)new Schedule(settings).At(default));
        Assert.AreEqual((int)OpeningState.Open, (int)new Schedule(settings).At(noon));
    }

    private static ClockReading TimeOf(DateTime local, int utcOffsetMin)
    {
        long localMs = (local.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return ClockReading.At(localMs - (utcOffsetMin * 60000L), 40, ClockQuality.Hold);
    }
}
