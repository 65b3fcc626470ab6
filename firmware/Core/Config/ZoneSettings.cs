using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>One zone as it is configured: what it watches, how it is wired, how long it waits.</summary>
public sealed class ZoneSettings
{
    /// <summary>Milliseconds that a level must hold where the settings do not say otherwise.</summary>
    public const int DefaultDebounceMs = 50;

    /// <summary>Seconds that a fault may last before it is an alarm, where the settings do not say otherwise.</summary>
    public const int DefaultFaultDelayS = 10;

    public string Name { get; set; }

    public ZoneType Type { get; set; }

    /// <summary>GPIO number of a contact that is closed to ground while all is well; none where the zone is something else.</summary>
    public int Pin { get; set; } = NodeSettings.NoPin;

    /// <summary>The supervised loop; null where the zone is none.</summary>
    public LoopSettings Loop { get; set; }

    /// <summary>The radio sensor that the zone follows; null where it is wired.</summary>
    public SensorSettings Sensor { get; set; }

    /// <summary>What of the sensor it follows; 0 where it is wired.</summary>
    public SensorObject Object { get; set; }

    /// <summary>How long a level must hold to count, in milliseconds; 0 to <see cref="Limits.MaxDebounceMs"/>; not of a sensor.</summary>
    public int DebounceMs { get; set; } = DefaultDebounceMs;

    /// <summary>Seconds that a door may stand open by day before it is an alarm; 0 for ever.</summary>
    public int HeldOpenS { get; set; }

    /// <summary>Whether people come and go here: opening it starts the entry delay, and the exit delay passes over it.</summary>
    public bool IsEntryRoute { get; set; }

    /// <summary>Seconds that a fault of a zone that is watched at all hours may last before it is an alarm.</summary>
    public int FaultDelayS { get; set; } = DefaultFaultDelayS;
}
