using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Wugang.Sim.Board;

/// <summary>What nanoFramework's Bluetooth library keeps in static fields, since power-on.</summary>
internal sealed class BluetoothStack
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private BluetoothLEServer? _server;

    public BluetoothLEServer Server => _server ??= new BluetoothLEServer(_cycle);

    /// <summary>The services in the order in which they were created.</summary>
    public List<GattServiceProvider> Services { get; } = [];

    /// <summary>What the radio does; it passes through <see cref="BluetoothMode.NotRunning"/> from one to the other.</summary>
    /// <exception cref="InvalidOperationException">It is to serve while it scans, or to scan while it serves.</exception>
    public BluetoothMode Mode
    {
        get;
        set
        {
            if (field != value && field != BluetoothMode.NotRunning && value != BluetoothMode.NotRunning)
            {
                throw new InvalidOperationException($"The radio is {field} and cannot be {value} before it is stopped.");
            }

            field = value;
        }
    }

    public void Forget()
    {
        Services.Clear();
        _server = null;
    }
}
