using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Core.Config;

/// <summary>One zone as it is configured.</summary>
public sealed class ZoneSettings
{
    public ZoneSettings(string name, ZoneType type, int pin, int debounceMs)
    {
        Name = name;
        Type = type;
        Pin = pin;
        DebounceMs = debounceMs;
    }

    public string Name { get; }

    public ZoneType Type { get; }

    /// <summary>GPIO number of the contact, which is closed to ground while all is well.</summary>
    public int Pin { get; }

    /// <summary>How long a level must hold to count, in milliseconds.</summary>
    public int DebounceMs { get; }
}
