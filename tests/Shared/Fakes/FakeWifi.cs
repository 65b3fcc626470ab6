using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>Wi-Fi that ends an attempt when a test says how.</summary>
internal sealed class FakeWifi : IWifi
{
    private bool _isScanning;

    public WifiState State { get; set; } = WifiState.Idle;

    /// <summary>The network of the newest attempt.</summary>
    public string Name { get; private set; }

    /// <summary>What a search finds.</summary>
    public WifiNetwork[] Networks { get; set; } = new WifiNetwork[0];

    public void Join(WifiCredentials credentials)
    {
        Name = credentials.Name;
        State = WifiState.Joining;
    }

    public void Scan()
    {
        _isScanning = true;
    }

    public WifiNetwork[] TakeNetworks()
    {
        WifiNetwork[] found = _isScanning ? Networks : null;
        _isScanning = false;
        return found;
    }
}
