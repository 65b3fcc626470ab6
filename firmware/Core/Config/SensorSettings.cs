namespace Wugang.Firmware.Core.Config;

/// <summary>A radio sensor that zones and meters may follow. Its key is not here but in <see cref="NodeKeys"/>.</summary>
public sealed class SensorSettings
{
    /// <summary>Seconds without a word of a sensor before it is silent, where the settings do not say otherwise.</summary>
    public const int DefaultSilentAfterS = 300;

    public string Name { get; set; }

    /// <summary>Its Bluetooth address, such as <c>A4:C1:38:8D:18:B2</c>.</summary>
    public string Address { get; set; }

    /// <summary>Seconds without a word of it before what follows it is silent; 10 to <see cref="Limits.MaxSilentAfterS"/>.</summary>
    public int SilentAfterS { get; set; } = DefaultSilentAfterS;
}
