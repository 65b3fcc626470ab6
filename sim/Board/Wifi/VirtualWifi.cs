using System.Device.Wifi;

namespace Wugang.Sim.Board;

/// <summary>The networks around one board. What is on the cable of this computer can be reached with or without one of them.</summary>
public sealed class VirtualWifi
{
    private readonly Lock _gate = new();
    private IReadOnlyList<VirtualWifiNetwork> _networks = [];
    private string? _joined;

    internal VirtualWifi()
    {
    }

    /// <summary>The networks that the board hears.</summary>
    public IReadOnlyList<VirtualWifiNetwork> Networks
    {
        get
        {
            lock (_gate)
            {
                return _networks;
            }
        }

        set
        {
            lock (_gate)
            {
                _networks = value;
            }
        }
    }

    /// <summary>How long it takes to join a network, or to be refused.</summary>
    public TimeSpan JoinTime { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Name of the network that the board is in; null for none.</summary>
    public string? Joined
    {
        get
        {
            lock (_gate)
            {
                return _joined;
            }
        }
    }

    internal WifiConnectionStatus Join(string ssid, string password)
    {
        lock (_gate)
        {
            VirtualWifiNetwork? network = _networks.FirstOrDefault(candidate => candidate.Ssid == ssid);
            _joined = network?.Password == password ? ssid : null;
            return network is null ? WifiConnectionStatus.NetworkNotAvailable
                : _joined is null ? WifiConnectionStatus.InvalidCredential
                : WifiConnectionStatus.Success;
        }
    }

    internal void Leave()
    {
        lock (_gate)
        {
            _joined = null;
        }
    }
}

/// <summary>A Wi-Fi network.</summary>
/// <param name="Ssid">Its name.</param>
/// <param name="Password">Its password; empty for none.</param>
/// <param name="SignalDbm">How strong the board hears it, in dBm: −30 beside it, −90 hardly.</param>
public sealed record VirtualWifiNetwork(string Ssid, string Password, int SignalDbm);
