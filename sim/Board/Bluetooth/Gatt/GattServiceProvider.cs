using nanoFramework.Device.Bluetooth.Advertisement;
using Wugang.Sim.Board;

namespace nanoFramework.Device.Bluetooth.GenericAttributeProfile;

/// <summary>A service and its advertising.</summary>
public class GattServiceProvider
{
    private readonly PowerCycle _cycle = PowerCycle.Current;

    private GattServiceProvider(Guid serviceUuid)
    {
        Service = new GattLocalService(serviceUuid);
    }

    public GattLocalService Service { get; }

    private BluetoothStack Stack => _cycle.StaticOf<BluetoothStack>();

    /// <summary>Creates a service, in place of one with the same UUID.</summary>
    public static GattServiceProviderResult Create(Guid serviceUuid)
    {
        GattServiceProvider provider = new(serviceUuid);
        List<GattServiceProvider> services = provider.Stack.Services;
        services.RemoveAll(other => other.Service.Uuid == serviceUuid);
        services.Add(provider);
        return new GattServiceProviderResult(provider);
    }

    /// <summary>
    /// Makes the radio a server, if it is none, and advertises until a client connects, and again when it has gone. The
    /// services are those of this moment.
    /// </summary>
    /// <exception cref="InvalidOperationException">The radio scans: it is one or the other.</exception>
    public void StartAdvertising(GattServiceProviderAdvertisingParameters parameters)
    {
        _cycle.ThrowIfLost();
        Stack.Mode = BluetoothMode.Server;
        BluetoothLEAdvertisement advertisement = parameters.Advertisement;
        if (!parameters.CustomAdvertisement)
        {
            byte[] uuid = Service.Uuid.ToByteArray(bigEndian: true);
            Array.Reverse(uuid);
            advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection(
                (byte)BluetoothLEAdvertisementDataSectionType.CompleteList128uuid, new Buffer(uuid)));
        }

        _cycle.Board.Bluetooth.Serve(_cycle, Stack, advertisement.ToAir(), parameters.IsConnectable);
    }

    /// <summary>Ceases to advertise and stops the radio; a client that is connected loses its connection.</summary>
    public void StopAdvertising()
    {
        Stack.Server.Stop();
    }
}
