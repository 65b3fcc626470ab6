using Wugang.Sim.Board;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A value that clients may read, write or be told of.</summary>
public class GattLocalCharacteristic
{
    private readonly PowerCycle _cycle = PowerCycle.Current;

    internal GattLocalCharacteristic(Guid uuid, GattLocalCharacteristicParameters parameters)
    {
        Uuid = uuid;
        CharacteristicProperties = parameters.CharacteristicProperties;
        ReadProtectionLevel = parameters.ReadProtectionLevel;
        WriteProtectionLevel = parameters.WriteProtectionLevel;
    }

    public delegate void GattLocalCharacteristicReadEventHandler(
        GattLocalCharacteristic sender, GattReadRequestedEventArgs ReadRequestEventArgs);

    public delegate void GattLocalCharacteristicWriteEventHandler(
        GattLocalCharacteristic sender, GattWriteRequestedEventArgs WriteRequestEventArgs);

    /// <summary>A client reads; it waits half a second at most for an answer. Raised on the thread of interrupts.</summary>
    public event GattLocalCharacteristicReadEventHandler? ReadRequested;

    /// <summary>A client writes; it waits half a second at most for an answer. Raised on the thread of interrupts.</summary>
    public event GattLocalCharacteristicWriteEventHandler? WriteRequested;

    public GattCharacteristicProperties CharacteristicProperties { get; }

    public GattProtectionLevel ReadProtectionLevel { get; }

    public Guid Uuid { get; }

    public GattProtectionLevel WriteProtectionLevel { get; }

    /// <summary>Tells every client that asked to be told; each gets as much as fits into one packet of its connection.</summary>
    public GattClientNotificationResult[] NotifyValue(Buffer value)
    {
        _cycle.ThrowIfLost();
        return _cycle.Board.Bluetooth.Notify(Uuid, value.ToArray())
            ? [new GattClientNotificationResult(GattCommunicationStatus.Success)]
            : [];
    }

    internal void OnReadRequested(GattReadRequest request)
    {
        if (ReadRequested is { } handler)
        {
            handler(this, new GattReadRequestedEventArgs(request));
        }
        else
        {
            request.RespondWithProtocolError(GattProtocolError.UnlikelyError);
        }
    }

    internal void OnWriteRequested(GattWriteRequest request)
    {
        if (WriteRequested is { } handler)
        {
            handler(this, new GattWriteRequestedEventArgs(request));
        }
        else
        {
            request.RespondWithProtocolError(GattProtocolError.UnlikelyError);
        }
    }
}
