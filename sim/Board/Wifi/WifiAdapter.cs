using Wugang.Sim.Board;

namespace System.Device.Wifi;

public delegate void AvailableNetworksChangedEventHandler(WifiAdapter sender, object e);

/// <summary>The chip's Wi-Fi.</summary>
public sealed class WifiAdapter : IDisposable
{
    private readonly PowerCycle _cycle = PowerCycle.Current;
    private WifiAvailableNetwork[] _found = [];

    private WifiAdapter()
    {
    }

    /// <summary>A scan has ended. Raised on the thread of interrupts.</summary>
    public event AvailableNetworksChangedEventHandler? AvailableNetworksChanged;

    public WifiNetworkReport NetworkReport => new(_found);

    public static WifiAdapter[] FindAllAdapters()
    {
        return [new WifiAdapter()];
    }

    /// <summary>Joins a network; returns when that has succeeded or failed.</summary>
    public WifiConnectionResult Connect(string ssid, WifiReconnectionKind reconnectionKind, string passwordCredential)
    {
        _cycle.ThrowIfLost();
        _cycle.Lost.WaitHandle.WaitOne(_cycle.Board.Wifi.JoinTime);
        _cycle.ThrowIfLost();
        return new WifiConnectionResult(_cycle.Board.Wifi.Join(ssid, passwordCredential));
    }

    /// <summary>Begins to look for networks.</summary>
    public void ScanAsync()
    {
        _cycle.ThrowIfLost();
        _cycle.Interrupts.Post(() =>
        {
            _found = [.. _cycle.Board.Wifi.NetworksInReach.Select(network => new WifiAvailableNetwork
            {
                Ssid = network.Ssid,
                NetworkRssiInDecibelMilliwatts = network.SignalDbm,
            })];
            AvailableNetworksChanged?.Invoke(this, EventArgs.Empty);
        });
    }

    public void Dispose()
    {
        AvailableNetworksChanged = null;
    }
}
