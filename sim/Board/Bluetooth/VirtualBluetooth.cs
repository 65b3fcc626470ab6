using nanoFramework.Device.Bluetooth.Advertisement;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;

namespace Wugang.Sim.Board;

/// <summary>
/// The air around one board's antenna, seen from outside the chip. A server advertises until a client connects, and again
/// when it has gone: there is one client at a time, as on the chip. A listener hears whoever advertises.
/// </summary>
public sealed class VirtualBluetooth
{
    private readonly Lock _gate = new();
    private Serving? _serving;
    private VirtualGattConnection? _connection;
    private (PowerCycle Cycle, Action<BluetoothLEAdvertisementReceivedEventArgs> Raise)? _listening;

    internal VirtualBluetooth()
    {
    }

    /// <summary>What the radio does as a server: whose it is, its services and what it broadcasts.</summary>
    private sealed record Serving(
        PowerCycle Cycle, BluetoothStack Stack, byte[] Advertisement, byte[] ScanResponse, bool IsConnectable);

    /// <summary>What anybody near hears, at most 31 bytes; null while the radio does not advertise.</summary>
    public byte[]? Advertisement => Advertised?.Advertisement;

    /// <summary>What somebody who asks hears beside it, at most 31 bytes; null while the radio does not advertise.</summary>
    public byte[]? ScanResponse => Advertised?.ScanResponse;

    /// <summary>Whether the radio is a server, with or without a client.</summary>
    public bool IsServing
    {
        get
        {
            lock (_gate)
            {
                return _serving is { Cycle.IsLost: false };
            }
        }
    }

    /// <summary>Whether the radio listens to advertisements.</summary>
    public bool IsListening
    {
        get
        {
            lock (_gate)
            {
                return _listening is { Cycle.IsLost: false };
            }
        }
    }

    private Serving? Advertised
    {
        get
        {
            lock (_gate)
            {
                return _connection is null && _serving is { Cycle.IsLost: false } ? _serving : null;
            }
        }
    }

    /// <summary>Connects as a client.</summary>
    /// <param name="mtuBytes">Largest packet that both sides can take, at least 23 bytes.</param>
    /// <returns>The connection; null where nobody advertises, because another client is there for instance.</returns>
    public VirtualGattConnection? Connect(int mtuBytes = VirtualGattConnection.MtuBytesMin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mtuBytes, VirtualGattConnection.MtuBytesMin);
        lock (_gate)
        {
            if (_connection is not null || _serving is not { Cycle.IsLost: false, IsConnectable: true } serving)
            {
                return null;
            }

            VirtualGattConnection connection = new(this, serving.Cycle, serving.Stack, mtuBytes);
            _connection = connection;
            serving.Cycle.Lost.Register(() => Drop(connection));
            ShowSession(serving, GattSessionStatus.Active);
            return connection;
        }
    }

    /// <summary>Somebody near advertises; the firmware hears it while the radio is a listener.</summary>
    /// <param name="address">Who: 48 bits, the byte that is written first highest.</param>
    /// <param name="signalDbm">How strongly it arrives.</param>
    /// <param name="air">The advertisement, at most 31 bytes; what is not made of whole sections is not heard.</param>
    public void Hear(ulong address, short signalDbm, byte[] air)
    {
        lock (_gate)
        {
            if (_listening is { Cycle.IsLost: false } listening && BluetoothLEAdvertisement.FromAir(air) is { } advertisement)
            {
                listening.Cycle.Interrupts.Post(() => listening.Raise(new(address, signalDbm, advertisement)));
            }
        }
    }

    internal void Listen(PowerCycle cycle, Action<BluetoothLEAdvertisementReceivedEventArgs> raise)
    {
        lock (_gate)
        {
            _listening = (cycle, raise);
        }
    }

    internal void StopListening()
    {
        lock (_gate)
        {
            _listening = null;
        }
    }

    internal void Serve(PowerCycle cycle, BluetoothStack stack, (byte[] Advertisement, byte[] ScanResponse) air, bool isConnectable)
    {
        lock (_gate)
        {
            _serving = new Serving(cycle, stack, air.Advertisement, air.ScanResponse, isConnectable);
        }
    }

    internal void StopServing()
    {
        VirtualGattConnection? connection;
        lock (_gate)
        {
            connection = _connection;
            _serving = null;
        }

        if (connection is not null)
        {
            Drop(connection);
        }
    }

    /// <returns>False where no client has asked for it.</returns>
    internal bool Notify(Guid characteristic, byte[] value)
    {
        VirtualGattConnection? connection;
        lock (_gate)
        {
            connection = _connection;
        }

        return connection?.Deliver(characteristic, value) ?? false;
    }

    /// <summary>Ends a connection, from either side.</summary>
    internal void Drop(VirtualGattConnection connection)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return;
            }

            _connection = null;
            if (_serving is { Cycle.IsLost: false } serving)
            {
                ShowSession(serving, GattSessionStatus.Closed);
            }
        }

        connection.OnClosed();
    }

    private static void ShowSession(Serving serving, GattSessionStatus status)
    {
        serving.Cycle.Interrupts.Post(() => serving.Stack.Server.Session.Show(status));
    }
}
