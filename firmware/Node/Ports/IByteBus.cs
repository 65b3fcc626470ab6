using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// A serial line on which one speaks at a time, such as RS-485. No call waits for the line; the adapter turns the
/// transmitter on for as long as bytes leave.
/// </summary>
public interface IByteBus
{
    /// <summary>Speed and framing of all bytes from now on.</summary>
    void Configure(LineSettings settings);

    /// <summary>Hands bytes to the transmitter and returns at once.</summary>
    void Write(byte[] buffer, int offset, int count);

    /// <summary>Takes what has arrived, oldest first, at most <paramref name="count"/> bytes.</summary>
    /// <returns>How many bytes were taken; 0 where none has arrived.</returns>
    int Read(byte[] buffer, int offset, int count);
}
