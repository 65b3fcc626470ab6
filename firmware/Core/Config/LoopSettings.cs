namespace Wugang.Firmware.Core.Config;

/// <summary>
/// A loop with one or two end-of-line resistors on an ADC channel. The loop hangs between the channel and ground; a
/// resistor on the board pulls the channel up.
/// </summary>
public sealed class LoopSettings
{
    /// <summary>Tolerance of the loop's resistance where the settings do not say otherwise, in per cent.</summary>
    public const int DefaultTolerancePercent = 10;

    /// <summary>Number of the ADC channel.</summary>
    public int Channel { get; set; }

    /// <summary>The board's resistor from the channel to the supply, in ohms.</summary>
    public int PullUpOhm { get; set; }

    /// <summary>The resistor at the end of the line, in ohms: what the loop shows while all is well.</summary>
    public int EndOhm { get; set; }

    /// <summary>
    /// The resistor at the contact, in ohms: in series with the end of the line while a contact that opens is active,
    /// parallel to it while one that closes is active. 0 where there is none: then a contact that opens cannot be told
    /// from a cut, nor one that closes from a short.
    /// </summary>
    public int AlarmOhm { get; set; }

    /// <summary>Whether the contact opens when it becomes active, as door contacts do; detectors' relays often close.</summary>
    public bool OpensWhenActive { get; set; } = true;

    /// <summary>How far the loop's resistance may be from what it should be, in per cent; 1 to 30.</summary>
    public int TolerancePercent { get; set; } = DefaultTolerancePercent;
}
