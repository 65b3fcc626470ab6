using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App;

/// <summary>What flows through the meters of the demonstration.</summary>
internal sealed class BuildingUse
{
    // Since when the meters have counted, 2026-01-01 in China: so that they never go back, however often the program starts.
    private const long InstalledMs = 1_767_196_800_000;
    private const long Seed = 1;
    private const int BusyWatts = 3400;
    private const int BusyWaterLitresPerHour = 720;
    private const int BusyGasLitresPerHour = 1200;

    private readonly long? _busyFromMs;

    private BuildingUse(long? busyFromMs)
    {
        _busyFromMs = busyFromMs;
    }

    /// <summary>A kindergarten's days, whenever anybody looks.</summary>
    public static BuildingUse Days { get; } = new(null);

    /// <summary>As much at every hour, so that there is something to see at night.</summary>
    public static BuildingUse AlwaysBusy { get; } = new(InstalledMs);

    /// <summary>A kindergarten's days up to an instant, in milliseconds since 1970 UTC, and from then on as much at every hour.</summary>
    public static BuildingUse BusyFrom(long fromMs)
    {
        return new BuildingUse(fromMs);
    }

    /// <summary>What flows through one of its meters.</summary>
    public Consumption Of(MeterSettings meter)
    {
        Consumption days = Consumption.Of(meter.Medium, InstalledMs, Seed, meter.Name);
        return _busyFromMs is { } fromMs ? Consumption.Steady(BusyPerHour(meter.Medium), fromMs, Seed, meter.Name, days) : days;
    }

    private static int BusyPerHour(Medium medium)
    {
        return medium switch
        {
            Medium.Electricity => BusyWatts,
            Medium.Water => BusyWaterLitresPerHour,
            Medium.Gas => BusyGasLitresPerHour,
            _ => throw new ArgumentOutOfRangeException(nameof(medium)),
        };
    }
}
