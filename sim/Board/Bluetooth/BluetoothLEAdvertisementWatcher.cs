using System.Diagnostics.CodeAnalysis;
using nanoFramework.Device.Bluetooth.Advertisement;
using Wugang.Sim.Board;

namespace nanoFramework.Device.Bluetooth;

/// <summary>The radio of the calling board as a listener to advertisements.</summary>
public class BluetoothLEAdvertisementWatcher
{
    private readonly PowerCycle _cycle = PowerCycle.Current;

    [SuppressMessage("Design", "CA1034", Justification = "The delegate is nested in the real library.")]
    public delegate void BluetoothLEAdvertisementReceivedHandler(
        BluetoothLEAdvertisementWatcher sender, BluetoothLEAdvertisementReceivedEventArgs args);

    /// <summary>Somebody was heard; raised on the thread of interrupts.</summary>
    public event BluetoothLEAdvertisementReceivedHandler? Received;

    /// <summary>Whether advertisers are asked for their scan response as well.</summary>
    public BluetoothLEScanningMode ScanningMode { get; set; } = BluetoothLEScanningMode.Passive;

    public BluetoothLEAdvertisementWatcherStatus Status { get; private set; } = BluetoothLEAdvertisementWatcherStatus.Created;

    private BluetoothStack Stack => _cycle.StaticOf<BluetoothStack>();

    /// <summary>Makes the radio a listener.</summary>
    /// <exception cref="InvalidOperationException">The radio is a server: it is one or the other.</exception>
    public void Start()
    {
        _cycle.ThrowIfLost();
        Stack.Mode = BluetoothMode.Client;
        Status = BluetoothLEAdvertisementWatcherStatus.Started;
        _cycle.Board.Bluetooth.Listen(_cycle, Raise);
    }

    /// <summary>Stops the radio.</summary>
    public void Stop()
    {
        _cycle.ThrowIfLost();
        _cycle.Board.Bluetooth.StopListening();
        Stack.Mode = BluetoothMode.NotRunning;
        Status = BluetoothLEAdvertisementWatcherStatus.Stopped;
    }

    private void Raise(BluetoothLEAdvertisementReceivedEventArgs args)
    {
        Received?.Invoke(this, args);
    }
}
