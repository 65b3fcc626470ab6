using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A clock chip that shows what a test says, and keeps what it is set to.</summary>
internal sealed class FakeClockChip : IClockChip
{
    /// <summary>What it shows; −1 at first, as it has never been set.</summary>
    public long UnixMs { get; set; } = -1;

    /// <summary>Whether it does not take what it is set to.</summary>
    public bool IsStuck { get; set; }

    /// <summary>How often it was set.</summary>
    public int SetCount { get; private set; }

    /// <summary>How often it was looked at.</summary>
    public int ReadCount { get; private set; }

    public long Read()
    {
        ReadCount++;
        return UnixMs;
    }

    public bool SetTo(long unixMs)
    {
        SetCount++;
        UnixMs = IsStuck ? UnixMs : unixMs;
        return !IsStuck;
    }
}
