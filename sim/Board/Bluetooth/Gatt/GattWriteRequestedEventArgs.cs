using System.Diagnostics.CodeAnalysis;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

public class GattWriteRequestedEventArgs
{
    private readonly GattWriteRequest _request;

    internal GattWriteRequestedEventArgs(GattWriteRequest request)
    {
        _request = request;
    }

    [SuppressMessage("Design", "CA1024", Justification = "The signature is that of the real library.")]
    public GattWriteRequest GetRequest()
    {
        return _request;
    }
}
