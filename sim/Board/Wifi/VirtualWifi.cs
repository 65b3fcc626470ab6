using System.Device.Wifi;
using System.Diagnostics.CodeAnalysis;

namespace Wugang.Sim.Board;

/// <summary>The networks around one board. What is on the cable of this computer can be reached with or without one of them.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "It lives as long as its board, and its event has no handle.")]
public sealed class VirtualWifi
{
    private readonly Lock _gate = new();
    private IReadOnlyList<VirtualWifiNetwork> _networks = [];
    private readonly ManualResetEventSlim _reach = new(true);
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

    /// <summary>
    /// Whether the radio reaches anybody. While it does not, no network is heard or joined, nobody can be connected to, and what is under
    /// way in either direction waits, as over TCP.
    /// </summary>
    public bool IsInReach
    {
        get => _reach.IsSet;
        set
        {
            if (!value)
            {
                _reach.Reset();
            }
            else if (!_reach.IsSet)
            {
                _reach.Set();
                CameIntoReach?.Invoke();
            }
        }
    }

    /// <summary>A message has left the chip or reached it; raised on the firmware's thread.</summary>
    public event Action<VirtualPublication>? Passed;

    /// <summary>What waited may go on.</summary>
    internal event Action? CameIntoReach;

    /// <summary>The networks that can be heard at this moment.</summary>
    internal IReadOnlyList<VirtualWifiNetwork> NetworksInReach => IsInReach ? Networks : [];

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
            VirtualWifiNetwork? network = NetworksInReach.FirstOrDefault(candidate => candidate.Ssid == ssid);
            _joined = network?.Password == password ? ssid : null;
            return network is null ? WifiConnectionStatus.NetworkNotAvailable
                : _joined is null ? WifiConnectionStatus.InvalidCredential
                : WifiConnectionStatus.Success;
        }
    }

    /// <summary>Waits until the radio reaches somebody, or until it is no longer worth it.</summary>
    internal void AwaitReach(CancellationToken cancel)
    {
        try
        {
            _reach.Wait(cancel);
        }
        catch (OperationCanceledException)
        {
            // Whoever waits looks at its token.
        }
    }

    internal void NotePassed(VirtualPublication message)
    {
        Passed?.Invoke(message);
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
