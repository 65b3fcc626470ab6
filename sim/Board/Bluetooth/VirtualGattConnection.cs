using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Wugang.Sim.Board;

/// <summary>
/// A client's connection with the server on a board, as a phone has it. What takes the firmware's answer throws
/// <see cref="GattException"/> where the answer is an error, and <see cref="IOException"/> where the connection is gone.
/// </summary>
public sealed class VirtualGattConnection : IDisposable
{
    /// <summary>The packet that every Bluetooth device can take, in bytes.</summary>
    public const int MtuBytesMin = 23;

    /// <summary>Longest value of a characteristic, in bytes.</summary>
    public const int ValueBytesMax = 512;

    // A packet is an operation and a handle before the value.
    private const int PacketHeaderBytes = 3;

    // The chip waits half a second for its firmware; a computer that is busy with other things is given more.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly VirtualBluetooth _bluetooth;
    private readonly PowerCycle _cycle;
    private readonly GattLocalCharacteristic[] _characteristics;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Action<byte[]>> _subscriptions = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isPaired;

    internal VirtualGattConnection(VirtualBluetooth bluetooth, PowerCycle cycle, BluetoothStack stack, int mtuBytes)
    {
        _bluetooth = bluetooth;
        _cycle = cycle;
        _characteristics = [.. stack.Services.SelectMany(provider => provider.Service.Characteristics)];
        MtuBytes = mtuBytes;
    }

    public int MtuBytes { get; }

    /// <summary>How much of a value one packet carries, in bytes.</summary>
    public int PieceBytesMax => MtuBytes - PacketHeaderBytes;

    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <summary>Ends when the connection does, from whatever side.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Encrypts the connection with keys that both sides agree on, without a number to compare.</summary>
    public void Pair()
    {
        _isPaired = true;
    }

    /// <summary>Reads a value, however many packets it takes.</summary>
    public async Task<byte[]> ReadAsync(Guid characteristic)
    {
        GattLocalCharacteristic target = Find(
            characteristic, GattCharacteristicProperties.Read, GattProtocolError.ReadNotPermitted);
        RequireEncryption(target.ReadProtectionLevel);
        TaskCompletionSource<(byte Error, byte[] Value)> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _cycle.Interrupts.Post(() => target.OnReadRequested(new GattReadRequest(answer)));
        (byte error, byte[] value) = await AnswerAsync(answer.Task, (GattProtocolError.UnlikelyError, [])).ConfigureAwait(false);
        return error == 0 ? value : throw new GattException(error);
    }

    /// <summary>Writes a value, however many packets it takes, and waits for the answer.</summary>
    public async Task WriteAsync(Guid characteristic, byte[] value)
    {
        GattLocalCharacteristic target = Find(
            characteristic, GattCharacteristicProperties.Write, GattProtocolError.WriteNotPermitted);
        RequireEncryption(target.WriteProtectionLevel);
        if (value.Length > ValueBytesMax)
        {
            throw new GattException(GattProtocolError.InvalidAttributeValueLength);
        }

        TaskCompletionSource<byte> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] copy = [.. value];
        _cycle.Interrupts.Post(() => target.OnWriteRequested(new GattWriteRequest(copy, answer)));
        byte error = await AnswerAsync(answer.Task, GattProtocolError.UnlikelyError).ConfigureAwait(false);
        if (error != 0)
        {
            throw new GattException(error);
        }
    }

    /// <summary>Asks to be told of a value.</summary>
    /// <param name="characteristic">Whose value.</param>
    /// <param name="heard">Takes the beginning of each new value, as much as one packet carries; on the firmware's thread.</param>
    public void Subscribe(Guid characteristic, Action<byte[]> heard)
    {
        Find(characteristic, GattCharacteristicProperties.Notify, GattProtocolError.AttributeNotFound);
        lock (_gate)
        {
            _subscriptions[characteristic] = heard;
        }
    }

    /// <summary>Goes away.</summary>
    public void Dispose()
    {
        _bluetooth.Drop(this);
    }

    internal bool Deliver(Guid characteristic, byte[] value)
    {
        Action<byte[]>? heard;
        lock (_gate)
        {
            _subscriptions.TryGetValue(characteristic, out heard);
        }

        heard?.Invoke(value[..Math.Min(value.Length, PieceBytesMax)]);
        return heard is not null;
    }

    internal void OnClosed()
    {
        _closed.TrySetResult();
    }

    private GattLocalCharacteristic Find(Guid uuid, GattCharacteristicProperties needed, byte error)
    {
        RequireOpen();
        GattLocalCharacteristic found = _characteristics.FirstOrDefault(candidate => candidate.Uuid == uuid)
            ?? throw new GattException(GattProtocolError.AttributeNotFound);
        return found.CharacteristicProperties.HasFlag(needed) ? found : throw new GattException(error);
    }

    private void RequireEncryption(GattProtectionLevel level)
    {
        if (!_isPaired && level is GattProtectionLevel.EncryptionRequired or GattProtectionLevel.EncryptionAndAuthenticationRequired)
        {
            throw new GattException(GattProtocolError.InsufficientEncryption);
        }
    }

    private void RequireOpen()
    {
        if (!IsOpen)
        {
            throw new IOException("The Bluetooth connection is gone.");
        }
    }

    private async Task<T> AnswerAsync<T>(Task<T> answer, T otherwise)
    {
        await Task.WhenAny(answer, _closed.Task, Task.Delay(AnswerTimeout)).ConfigureAwait(false);
        if (answer.IsCompleted)
        {
            return await answer.ConfigureAwait(false);
        }

        RequireOpen();
        return otherwise;
    }
}
