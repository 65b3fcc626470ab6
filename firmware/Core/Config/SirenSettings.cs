namespace Wugang.Firmware.Core.Config;

/// <summary>The siren and the watch on its circuit.</summary>
public sealed class SirenSettings
{
    /// <summary>Seconds that the siren sounds for one alarm where the settings do not say otherwise.</summary>
    public const int DefaultLimitS = 600;

    /// <summary>GPIO number of the siren driver.</summary>
    public int Pin { get; set; } = NodeSettings.NoPin;

    /// <summary>Seconds that the siren sounds for one alarm; the alarm itself stays. 60 to 3600.</summary>
    public int LimitS { get; set; } = DefaultLimitS;

    /// <summary>The loop over the siren, read while it is silent; null where the board cannot watch it.</summary>
    public LoopSettings Loop { get; set; }
}
