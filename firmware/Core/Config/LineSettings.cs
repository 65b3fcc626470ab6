using System;

namespace Wugang.Firmware.Core.Config;

/// <summary>Speed and framing of a serial line; a byte always has eight bits.</summary>
/// <remarks><c>default</c> is no setting at all: its speed is 0.</remarks>
public readonly struct LineSettings
{
    /// <summary>Slowest speed, in bits per second; infrared heads of meters go no lower.</summary>
    public const int MinBitsPerSecond = 300;

    /// <summary>Fastest speed, in bits per second.</summary>
    public const int MaxBitsPerSecond = 115200;

    private const int MillisecondsPerSecond = 1000;
    private const int StartAndDataBits = 9;

    /// <param name="bitsPerSecond">300 to 115 200.</param>
    /// <param name="parity">A member of the enum.</param>
    /// <param name="stopBits">1 or 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public LineSettings(int bitsPerSecond, LineParity parity, int stopBits)
    {
        if (bitsPerSecond < MinBitsPerSecond || bitsPerSecond > MaxBitsPerSecond)
        {
            throw new ArgumentOutOfRangeException(nameof(bitsPerSecond));
        }

        if (parity < LineParity.None || parity > LineParity.Odd)
        {
            throw new ArgumentOutOfRangeException(nameof(parity));
        }

        if (stopBits < 1 || stopBits > 2)
        {
            throw new ArgumentOutOfRangeException(nameof(stopBits));
        }

        BitsPerSecond = bitsPerSecond;
        Parity = parity;
        StopBits = stopBits;
    }

    public int BitsPerSecond { get; }

    public LineParity Parity { get; }

    public int StopBits { get; }

    /// <summary>How long so many bytes take on the line, in milliseconds, rounded up.</summary>
    public int TransmitMs(int byteCount)
    {
        int bitsPerByte = StartAndDataBits + (Parity == LineParity.None ? 0 : 1) + StopBits;
        return ((byteCount * bitsPerByte * MillisecondsPerSecond) + BitsPerSecond - 1) / BitsPerSecond;
    }
}
