using System.Collections.Concurrent;
using System.Device.Wifi;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>Networks around a board: they are found, and joined with the right password.</summary>
[TestClass]
public class WifiTests
{
    [TestMethod]
    [DataRow("nursery", "right", WifiConnectionStatus.Success)]
    [DataRow("nursery", "wrong", WifiConnectionStatus.InvalidCredential)]
    [DataRow("elsewhere", "right", WifiConnectionStatus.NetworkNotAvailable)]
    public void ANetworkIsJoinedWithItsPassword(string ssid, string password, WifiConnectionStatus expected)
    {
        using TestBoard board = new();
        board.Board.Wifi.Networks = [new VirtualWifiNetwork("nursery", "right", -50)];
        board.Board.Wifi.JoinTime = TimeSpan.Zero;

        WifiConnectionStatus status = board.Run(() =>
            WifiAdapter.FindAllAdapters()[0].Connect(ssid, WifiReconnectionKind.Automatic, password).ConnectionStatus);

        Assert.AreEqual(expected, status);
        Assert.AreEqual(expected == WifiConnectionStatus.Success ? ssid : null, board.Board.Wifi.Joined);
    }

    [TestMethod]
    public void AScanFindsTheNetworks()
    {
        using TestBoard board = new();
        board.Board.Wifi.Networks = [new VirtualWifiNetwork("nursery", "x", -50), new VirtualWifiNetwork("café", "", -70)];
        BlockingCollection<WifiAvailableNetwork[]> found = [];

        board.Run(() =>
        {
            WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
            adapter.AvailableNetworksChanged += (sender, _) => found.Add(sender.NetworkReport.AvailableNetworks);
            adapter.ScanAsync();
        });

        Assert.IsTrue(found.TryTake(out WifiAvailableNetwork[]? networks, TestBoard.Patience));
        CollectionAssert.AreEqual(new[] { "nursery", "café" }, networks.Select(network => network.Ssid).ToArray());
        Assert.AreEqual(-50.0, networks[0].NetworkRssiInDecibelMilliwatts);
    }

    [TestMethod]
    public void ABoardWithoutPowerIsInNoNetwork()
    {
        using TestBoard board = new();
        board.Board.Wifi.Networks = [new VirtualWifiNetwork("nursery", "right", -50)];
        board.Board.Wifi.JoinTime = TimeSpan.Zero;
        board.Run(() => WifiAdapter.FindAllAdapters()[0].Connect("nursery", WifiReconnectionKind.Automatic, "right"));

        board.Board.PowerOff();

        Assert.IsNull(board.Board.Wifi.Joined);
    }
}
