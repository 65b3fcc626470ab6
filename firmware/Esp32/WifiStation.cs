using System;
using System.Device.Wifi;
using System.Threading;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's Wi-Fi. Its library holds up who joins a network, so that each attempt has a thread of its own.</summary>
internal sealed class WifiStation : IWifi
{
    private readonly WifiAdapter _adapter = WifiAdapter.FindAllAdapters()[0];
    private readonly AutoResetEvent _wake;
    private readonly object _lock = new object();
    private WifiState _state = WifiState.Idle;
    private WifiCredentials _wanted;
    private WifiNetwork[] _networks;
    private bool _isAtWork;

    public WifiStation(AutoResetEvent wake)
    {
        _wake = wake;
        _adapter.AvailableNetworksChanged += OnAvailableNetworksChanged;
    }

    public WifiState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    public void Join(WifiCredentials credentials)
    {
        lock (_lock)
        {
            _wanted = credentials;
            _state = WifiState.Joining;
            if (_isAtWork)
            {
                return;
            }

            _isAtWork = true;
        }

        new Thread(Work).Start();
    }

    public void Scan()
    {
        _adapter.ScanAsync();
    }

    public WifiNetwork[] TakeNetworks()
    {
        lock (_lock)
        {
            WifiNetwork[] networks = _networks;
            _networks = null;
            return networks;
        }
    }

    /// <summary>Tries the network that is wanted, until the one that was tried is still the one that is wanted.</summary>
    private void Work()
    {
        bool isDone = false;
        while (!isDone)
        {
            WifiCredentials wanted;
            lock (_lock)
            {
                wanted = _wanted;
            }

            bool isJoined = TryJoin(wanted);
            lock (_lock)
            {
                isDone = _wanted == wanted;
                _isAtWork = !isDone;
                _state = !isDone ? WifiState.Joining : isJoined ? WifiState.Joined : WifiState.Refused;
            }
        }

        _wake.Set();
    }

    private bool TryJoin(WifiCredentials credentials)
    {
        try
        {
            WifiConnectionResult result =
                _adapter.Connect(credentials.Name, WifiReconnectionKind.Automatic, credentials.Password);
            return result.ConnectionStatus == WifiConnectionStatus.Success;
        }
        catch (Exception)
        {
            // Whatever the library did not like, the node is in no network.
            return false;
        }
    }

    private void OnAvailableNetworksChanged(WifiAdapter sender, object e)
    {
        WifiAvailableNetwork[] found = sender.NetworkReport.AvailableNetworks;
        WifiNetwork[] networks = new WifiNetwork[found.Length];
        for (int i = 0; i < found.Length; i++)
        {
            networks[i] = new WifiNetwork(found[i].Ssid, (int)found[i].NetworkRssiInDecibelMilliwatts);
        }

        lock (_lock)
        {
            _networks = networks;
        }

        _wake.Set();
    }
}
