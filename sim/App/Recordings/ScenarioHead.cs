using System.Globalization;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.App.Recordings;

/// <summary>Writes what a node is made of as scenarios say it (docs/reference/scenarios.md).</summary>
internal static class ScenarioHead
{
    private const int DaysPerWeek = 7;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The lines of a node.</summary>
    public static IEnumerable<string> LinesOf(NodeSettings node)
    {
        yield return $"node {node.Node.Node}";
        yield return $"  heartbeat {node.HeartbeatIntervalS}s";
        yield return $"  meter_interval {node.MeterIntervalS}s";
        yield return $"  entry_delay {node.EntryDelayS}s";
        yield return $"  exit_delay {node.ExitDelayS}s";
        foreach (string part in PartsOf(node.Schedule))
        {
            yield return "  " + part;
        }

        yield return $"  siren {(node.Siren.Loop is null ? "" : "loop ")}limit={node.Siren.LimitS}s";
        foreach (ZoneSettings zone in node.Zones)
        {
            yield return LineOf(zone);
        }

        // A meter names the pulse meter beside it, which stands before.
        foreach (MeterSettings meter in node.Meters.OrderBy(meter => meter.Source != MeterSource.Pulse))
        {
            yield return LineOf(meter);
        }
    }

    /// <summary>The parts of a schedule.</summary>
    public static IEnumerable<string> PartsOf(ScheduleSettings schedule)
    {
        return
        [
            .. schedule.Hours.SelectMany(PartsOf),
            .. schedule.Holidays.Select(day => string.Create(
                CultureInfo.InvariantCulture, $"holiday {day / 10_000:0000}-{day / 100 % 100:00}-{day % 100:00}")),
            $"stay_open {schedule.StayOpenMin}m",
        ];
    }

    private static string LineOf(ZoneSettings zone)
    {
        string wire = zone.Sensor is not null ? " wireless"
            : zone.Loop is null ? ""
            : zone.Loop.AlarmOhm == 0 ? " single_loop"
            : " loop";
        string entry = zone.IsEntryRoute ? " entry" : "";
        string heldOpen = zone.HeldOpenS > 0 ? $" held_open={zone.HeldOpenS}s" : "";
        return $"  zone {zone.Name} {ZoneTypes.NameOf(zone.Type)}{wire}{entry}{heldOpen} debounce={zone.DebounceMs}ms fault_delay={zone.FaultDelayS}s";
    }

    private static string LineOf(MeterSettings meter)
    {
        string medium = Media.NameOf(meter.Medium);
        string beside = meter.Beside is null ? "" : $" beside={meter.Beside}";
        string kind = meter.Source switch
        {
            MeterSource.Pulse => $"{medium} {meter.Constant.PlateValue}",
            MeterSource.Dlt645 => $"dlt645 {meter.Bus.Address ?? "any"}",
            MeterSource.Cjt188 => $"cjt188 {medium} {meter.Bus.Address ?? "any"}",
            MeterSource.Modbus => $"modbus {medium} {meter.Bus.Unit}",
            MeterSource.Bthome => $"wireless {medium}",
            _ => throw new InvalidOperationException($"Unknown source {meter.Source}."),
        };
        return $"  meter {meter.Name} {kind}{beside}";
    }

    /// <summary>One for each run of days.</summary>
    private static IEnumerable<string> PartsOf(OpeningHours hours)
    {
        int day = 0;
        while (day < DaysPerWeek)
        {
            int first = day;
            while (day < DaysPerWeek && (hours.Days & (1 << day)) != 0)
            {
                day++;
            }

            if (day > first)
            {
                string days = day == first + 1 ? Days[first] : $"{Days[first]}-{Days[day - 1]}";
                yield return $"hours {days} {TimeOf(hours.OpenMinute)}-{TimeOf(hours.CloseMinute)}";
            }

            day++;
        }
    }

    private static string TimeOf(int minute)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
    }
}
