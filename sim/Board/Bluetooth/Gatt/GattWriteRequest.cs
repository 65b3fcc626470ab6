namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A client writes a characteristic, and waits for the answer.</summary>
public class GattWriteRequest
{
    private readonly TaskCompletionSource<byte> _answer;

    internal GattWriteRequest(byte[] value, TaskCompletionSource<byte> answer)
    {
        Value = new Buffer(value);
        _answer = answer;
    }

    public Buffer Value { get; }

    public void Respond()
    {
        _answer.TrySetResult(0);
    }

    /// <param name="protocolError">One of <see cref="GattProtocolError"/>.</param>
    public void RespondWithProtocolError(byte protocolError)
    {
        _answer.TrySetResult(protocolError);
    }
}
