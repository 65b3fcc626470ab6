using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>Joins the network that the node was given when it starts, and again where it could not be joined.</summary>
internal sealed class WifiKeeper
{
    private const int RetryMs = 30000;

    private readonly IWifi _wifi;
    private readonly WifiCredentials _network;
    private long _nextMs;

    /// <param name="wifi">The board's Wi-Fi.</param>
    /// <param name="network">The network; null where the node was given none and reaches its broker in another way.</param>
    public WifiKeeper(IWifi wifi, WifiCredentials network)
    {
        _wifi = wifi;
        _network = network;
    }

    /// <summary>When it must be called again.</summary>
    public long DueMs
    {
        get { return _network == null ? long.MaxValue : _nextMs; }
    }

    public void Step(long nowMs)
    {
        if (nowMs < DueMs)
        {
            return;
        }

        _nextMs = nowMs + RetryMs;
        if (_wifi.State == WifiState.Idle || _wifi.State == WifiState.Refused)
        {
            _wifi.Join(_network);
        }
    }
}
