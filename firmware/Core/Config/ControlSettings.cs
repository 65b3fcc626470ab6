namespace Wugang.Firmware.Core.Config;

/// <summary>What people on site use and see. Each key is a contact that opens when it is turned or pressed.</summary>
public sealed class ControlSettings
{
    /// <summary>GPIO number of the reset key: lets alarms go whose cause is gone.</summary>
    public int ResetPin { get; set; } = NodeSettings.NoPin;

    /// <summary>GPIO number of the silence button: stops the siren, not the alarm.</summary>
    public int SilencePin { get; set; } = NodeSettings.NoPin;

    /// <summary>GPIO number of the key switch: each turn sets <c>full</c>, or leaves it.</summary>
    public int SetPin { get; set; } = NodeSettings.NoPin;

    /// <summary>GPIO number of the buzzer.</summary>
    public int BuzzerPin { get; set; } = NodeSettings.NoPin;

    /// <summary>GPIO number of the status LED.</summary>
    public int StatusLedPin { get; set; } = NodeSettings.NoPin;
}
