using Wugang.Firmware.Core.Provisioning;

namespace Wugang.Firmware.Node.Ports;

/// <summary>The board's Wi-Fi. No call waits for the network: what takes time goes on elsewhere.</summary>
public interface IWifi
{
    WifiState State { get; }

    /// <summary>
    /// Leaves the network it is in and begins to join another, which it then joins again by itself whenever it is lost. The state is
    /// <see cref="WifiState.Joining"/> before this returns.
    /// </summary>
    void Join(WifiCredentials credentials);

    /// <summary>Begins to look for networks.</summary>
    void Scan();

    /// <summary>Takes what the newest search has found, or null where none has ended since.</summary>
    WifiNetwork[] TakeNetworks();
}
