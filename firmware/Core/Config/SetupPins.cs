namespace Wugang.Firmware.Core.Config;

/// <summary>
/// The two parts by which a node is set up. They are where the carrier board has them, since a fresh node has no settings that
/// could name them; settings that use these pins for something else are refused.
/// </summary>
public static class SetupPins
{
    /// <summary>
    /// GPIO of the button, the BOOT button of every development board. Pressed is low: a wire that breaks must not let anybody in.
    /// </summary>
    public const int Button = 0;

    /// <summary>GPIO of the lamp beside it.</summary>
    public const int Lamp = 47;
}
