using Wugang.Firmware.Core;

namespace Wugang.Firmware.Node.Ports;

/// <summary>One BTHome advertisement as the radio heard it; whoever asks brings the object, and uses it again.</summary>
public sealed class Advertisement
{
    /// <summary>The service data behind the UUID; <see cref="Count"/> bytes of them count.</summary>
    public byte[] Data { get; } = new byte[Limits.MaxAdvertisementBytes];

    public int Count { get; internal set; }

    /// <summary>How strongly it was heard, in dBm.</summary>
    public int SignalDbm { get; internal set; }

    /// <summary>When it was heard, in the monotonic milliseconds of the step.</summary>
    public long AtMs { get; internal set; }
}
