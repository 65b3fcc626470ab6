using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>A meter on a serial line: what is asked of it, and at what speed it speaks.</summary>
public sealed class SerialMeter
{
    public SerialMeter(MeterProtocol protocol, LineSettings settings)
    {
        Protocol = protocol;
        Settings = settings;
    }

    public MeterProtocol Protocol { get; }

    public LineSettings Settings { get; }

    /// <summary>What the newest read came to; null before the first has ended.</summary>
    public MeterReading Reading { get; internal set; }

    /// <summary>Whether a read is wanted or under way.</summary>
    public bool IsWanted { get; internal set; }
}
