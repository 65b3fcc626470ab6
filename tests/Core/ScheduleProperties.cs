using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Core;

[TestClass]
public sealed class ScheduleProperties
{
    [TestMethod]
    public void EveryDayOfACenturyIsTheDayThatDotNetSays()
    {
        for (DateTime day = new(2000, 1, 1, 12, 0, 0, DateTimeKind.Utc); day.Year < 2101; day = day.AddDays(1))
        {
            int weekday = ((int)day.DayOfWeek + 6) % 7;
            Schedule onThisWeekday = new(new ScheduleSettings { UtcOffsetMin = 0, Hours = [new OpeningHours(1 << weekday, 0, 1440)] });
            Schedule onThisHoliday = new(
                new ScheduleSettings
                {
                    UtcOffsetMin = 0,
                    Hours = [new OpeningHours(127, 0, 1440)],
                    Holidays = [(day.Year * 10000) + (day.Month * 100) + day.Day],
                });

            Assert.AreEqual(OpeningState.Open, onThisWeekday.At(TimeOf(day)), $"{day:yyyy-MM-dd}");
            Assert.AreEqual(OpeningState.Closed, onThisWeekday.At(TimeOf(day.AddDays(1))), $"after {day:yyyy-MM-dd}");
            Assert.AreEqual(OpeningState.Closed, onThisHoliday.At(TimeOf(day)), $"{day:yyyy-MM-dd}");
            Assert.AreEqual(OpeningState.Open, onThisHoliday.At(TimeOf(day.AddDays(1))), $"after {day:yyyy-MM-dd}");
        }
    }

    private static ClockReading TimeOf(DateTime utc)
    {
        return ClockReading.At(new DateTimeOffset(utc).ToUnixTimeMilliseconds(), 0, ClockQuality.Sync);
    }
}
