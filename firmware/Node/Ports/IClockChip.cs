namespace Wugang.Firmware.Node.Ports;

/// <summary>A clock with a battery of its own, which counts whole seconds with and without power.</summary>
public interface IClockChip
{
    /// <summary>
    /// The beginning of the second that it is in, in milliseconds since 1970 UTC; −1 where it shows no time: it does not answer, or it has
    /// stood still since somebody set it.
    /// </summary>
    long Read();

    /// <summary>Sets it to the beginning of a second.</summary>
    /// <param name="unixMs">Milliseconds since 1970 UTC, whole seconds.</param>
    /// <returns>False where it does not show this time now.</returns>
    bool SetTo(long unixMs);
}
