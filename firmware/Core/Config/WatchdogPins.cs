namespace Wugang.Firmware.Core.Config;

/// <summary>
/// What the carrier board's watchdog listens to. It is fixed, as the setup button is: a node that nobody has set up yet must be
/// watched as well. Settings that use the pin for something else are refused.
/// </summary>
public static class WatchdogPins
{
    /// <summary>
    /// GPIO that changes its level with every pass of the loop; the watchdog restarts the chip after sixty seconds without an
    /// edge. Where there is no watchdog, nothing listens.
    /// </summary>
    public const int Kick = 48;
}
