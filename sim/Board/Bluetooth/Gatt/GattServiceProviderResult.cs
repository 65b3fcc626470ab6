namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

public class GattServiceProviderResult
{
    internal GattServiceProviderResult(GattServiceProvider provider)
    {
        ServiceProvider = provider;
    }

    public GattServiceProvider ServiceProvider { get; }
}
