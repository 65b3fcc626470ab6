using System.Diagnostics.CodeAnalysis;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

public class GattReadRequestedEventArgs
{
    private readonly GattReadRequest _request;

    internal GattReadRequestedEventArgs(GattReadRequest request)
    {
        _request = request;
    }

    [SuppressMessage("Design", "CA1024", Justification = "The signature is that of the real library.")]
    public GattReadRequest GetRequest()
    {
        return _request;
    }
}
