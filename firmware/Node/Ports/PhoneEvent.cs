namespace Wugang.Firmware.Node.Ports;

/// <summary>Something a phone did.</summary>
public sealed class PhoneEvent
{
    public PhoneEvent(PhoneEventKind kind)
    {
        Kind = kind;
    }

    /// <summary>A phone has written a value.</summary>
    public PhoneEvent(PhoneCharacteristic target, byte[] value)
        : this(PhoneEventKind.Wrote)
    {
        Target = target;
        Value = value;
    }

    public PhoneEventKind Kind { get; }

    /// <summary>What was written.</summary>
    public PhoneCharacteristic Target { get; }

    /// <summary>With what; at most <see cref="Core.Limits.MaxGattValueBytes"/> bytes.</summary>
    public byte[] Value { get; }
}
