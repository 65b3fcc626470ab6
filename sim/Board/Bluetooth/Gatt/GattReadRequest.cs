namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A client wants to know the value of a characteristic, and waits for the answer.</summary>
public class GattReadRequest
{
    private readonly TaskCompletionSource<(byte Error, byte[] Value)> _answer;

    internal GattReadRequest(TaskCompletionSource<(byte Error, byte[] Value)> answer)
    {
        _answer = answer;
    }

    public void RespondWithValue(Buffer value)
    {
        _answer.TrySetResult((0, value.ToArray()));
    }

    /// <param name="protocolError">One of <see cref="GattProtocolError"/>.</param>
    public void RespondWithProtocolError(byte protocolError)
    {
        _answer.TrySetResult((protocolError, []));
    }
}
