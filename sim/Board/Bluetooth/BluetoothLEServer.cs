using System.Diagnostics.CodeAnalysis;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using Wugang.Sim.Board;

namespace nanoFramework.Device.Bluetooth;

/// <summary>The radio of the calling board as a server that phones connect to. There is one for each board and power cycle.</summary>
public class BluetoothLEServer : IDisposable
{
    private readonly PowerCycle _cycle;

    internal BluetoothLEServer(PowerCycle cycle)
    {
        _cycle = cycle;
    }

    public static BluetoothLEServer Instance => Stack.Server;

    /// <summary>The name that phones show.</summary>
    public string DeviceName { get; set; } = "nanoFramework";

    /// <summary>Says when a phone comes and goes; there is one session whoever comes.</summary>
    public GattSession Session { get; } = new();

    private static BluetoothStack Stack => PowerCycle.Current.StaticOf<BluetoothStack>();

    /// <summary>Makes the radio a server.</summary>
    /// <exception cref="InvalidOperationException">The radio scans: it is one or the other.</exception>
    public void Start()
    {
        _cycle.ThrowIfLost();
        Stack.Mode = BluetoothMode.Server;
    }

    /// <summary>Stops the radio; a phone that is connected loses its connection.</summary>
    public void Stop()
    {
        _cycle.ThrowIfLost();
        _cycle.Board.Bluetooth.StopServing();
        Stack.Mode = BluetoothMode.NotRunning;
    }

    /// <summary>Stops the radio and forgets all services.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [SuppressMessage("Performance", "CA1822", Justification = "The signature is that of the real library.")]
    protected virtual void Dispose(bool disposing)
    {
        Stop();
        Stack.Forget();
    }
}
