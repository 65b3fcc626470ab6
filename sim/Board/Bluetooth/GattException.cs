using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Wugang.Sim.Board;

/// <summary>The server refused what a client asked of a characteristic.</summary>
public sealed class GattException(byte protocolError)
    : Exception($"The server answered with error 0x{protocolError:X2} of the attribute protocol.")
{
    /// <summary>One of those of the attribute protocol.</summary>
    public byte ProtocolError { get; } = protocolError;

    /// <summary>Whether it would be taken a moment later.</summary>
    public bool HasNoRoom => ProtocolError == GattProtocolError.InsufficientResources;
}
