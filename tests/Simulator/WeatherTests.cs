using System.Collections.Concurrent;
using System.Device.Wifi;
using System.Net.Sockets;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>What the world can spoil around a board: the reach of its radio, its clock, its flash.</summary>
[TestClass]
public class WeatherTests
{
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    [TestMethod]
    public void WhatIsSentOutOfReachArrivesOnceTheRadioReachesAgain()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        using TestBoard other = new();
        MqttClient client = Connect(board, broker.Port, "node");
        MqttClient neighbour = Connect(other, broker.Port, "neighbour");

        board.Board.Wifi.IsInReach = false;
        Open(client, "door");
        Open(neighbour, "window");
        Assert.AreEqual("window open", Await.Next(broker.Messages));

        board.Board.Wifi.IsInReach = true;
        Assert.AreEqual("door open", Await.Next(broker.Messages));
    }

    [TestMethod]
    public void WhatComesOutOfReachIsHeardOnceTheRadioReachesAgain()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        using TestBoard other = new();
        using BlockingCollection<string> received = Listen(Connect(board, broker.Port, "node"), "node");
        Listen(Connect(other, broker.Port, "neighbour"), "neighbour", received);

        board.Board.Wifi.IsInReach = false;
        broker.Send("siren", "on");
        Assert.AreEqual("neighbour on", Await.Next(received));

        board.Board.Wifi.IsInReach = true;
        Assert.AreEqual("node on", Await.Next(received));
    }

    [TestMethod]
    public void WhatLeavesAndReachesTheChipIsSeenFromOutside()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        using BlockingCollection<string> seen = [];
        board.Board.Wifi.Passed += message => seen.Add($"{message.IsSent} {message.Topic} {Encoding.UTF8.GetString(message.Payload)}");
        board.Board.Printed += text => seen.Add(text);
        MqttClient client = Connect(board, broker.Port, "node");
        using BlockingCollection<string> received = Listen(client, "node");

        Open(client, "door");
        Assert.AreEqual("True door open", Await.Next(seen));
        broker.Send("siren", "on");
        Assert.AreEqual("False siren on", Await.Next(seen));
        board.Run(() => DebugOutput.WriteLine("waits"));
        Assert.AreEqual("waits", Await.Next(seen));
    }

    [TestMethod]
    public void OutOfReachNobodyIsConnectedTo()
    {
        using TestBroker broker = new();
        using TestBoard board = new();
        board.Board.Wifi.IsInReach = false;

        MqttConnectionException failure = Assert.ThrowsExactly<MqttConnectionException>(() => Connect(board, broker.Port, "node"));

        Assert.AreEqual(SocketError.NetworkUnreachable, ((SocketException)failure.InnerException!).SocketErrorCode);
    }

    [TestMethod]
    public void OutOfReachNoNetworkIsThere()
    {
        using TestBoard board = new();
        board.Board.Wifi.Networks = [new VirtualWifiNetwork("nursery", "right", -50)];
        board.Board.Wifi.JoinTime = TimeSpan.Zero;
        board.Board.Wifi.IsInReach = false;

        WifiConnectionStatus status = board.Run(() =>
            WifiAdapter.FindAllAdapters()[0].Connect("nursery", WifiReconnectionKind.Automatic, "right").ConnectionStatus);

        Assert.AreEqual(WifiConnectionStatus.NetworkNotAvailable, status);
    }

    [TestMethod]
    public void AClockCountsFrom1970UntilTheTimeServerIsWithinReach()
    {
        using TestBoard board = new();
        board.Board.Wifi.IsInReach = false;
        board.Run(Sntp.Start);

        Assert.AreEqual(1970, Year(board));

        board.Board.Wifi.IsInReach = true;
        Assert.AreEqual(DateTime.UtcNow.Year, Year(board));
    }

    [TestMethod]
    public void AClockJumpsAndIsSetRight()
    {
        using TestBoard board = new();
        board.Run(Sntp.Start);

        board.Board.Clock.Jump(TwoHours);
        Assert.AreEqual(2.0, (Now(board) - DateTime.UtcNow).TotalHours, 0.1);

        board.Run(Sntp.UpdateNow);
        Assert.AreEqual(0.0, (Now(board) - DateTime.UtcNow).TotalHours, 0.1);
    }

    [TestMethod]
    public void AFlashThatFailsIsReadAndNotWritten()
    {
        using TestBoard board = new();
        string path = Path.Combine(board.Board.FlashRoot, "journal");
        board.Run(() => Append(path, 1));
        board.Board.Flash.IsFailing = true;

        Assert.ThrowsExactly<IOException>(() => board.Run(() => Append(path, 2)));
        Assert.ThrowsExactly<IOException>(() => board.Run(() => Append(path + "2", 2)));
        Assert.AreEqual(1, board.Run(() => Read(path)));
        Assert.IsFalse(File.Exists(path + "2"));

        board.Board.Flash.IsFailing = false;
        board.Run(() => Append(path, 3));
        CollectionAssert.AreEqual(new byte[] { 1, 3 }, File.ReadAllBytes(path));
    }

    private static MqttClient Connect(TestBoard board, int port, string name)
    {
        MqttClient client = board.Run(() => new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None));
        client.Connect(name);
        return client;
    }

    /// <summary>At most once: a client that waits a second for its acknowledgement would say it again to a broker that is slow.</summary>
    private static void Open(MqttClient client, string what)
    {
        client.Publish(what, Encoding.UTF8.GetBytes("open"), null, null, MqttQoSLevel.AtMostOnce, false);
    }

    /// <summary>Collects what a client receives, with its name before it.</summary>
    private static BlockingCollection<string> Listen(MqttClient client, string name, BlockingCollection<string>? into = null)
    {
        BlockingCollection<string> received = into ?? [];
        using BlockingCollection<MqttQoSLevel[]> subscribed = [];
        client.MqttMsgSubscribed += (_, e) => subscribed.Add(e.GrantedQoSLevels);
        client.MqttMsgPublishReceived += (_, e) => received.Add($"{name} {Encoding.UTF8.GetString(e.Message)}");
        client.Subscribe(["siren"], [MqttQoSLevel.AtLeastOnce]);
        Await.Next(subscribed);
        return received;
    }

    private static DateTime Now(TestBoard board)
    {
        return new DateTime(board.Run(() => ChipDateTime.UtcNow.Ticks), DateTimeKind.Utc);
    }

    private static int Year(TestBoard board)
    {
        return Now(board).Year;
    }

    private static void Append(string path, byte value)
    {
        using FlashFileStream file = new(path, FileMode.Append, FileAccess.Write);
        file.WriteByte(value);
    }

    private static int Read(string path)
    {
        using FlashFileStream file = new(path, FileMode.Open, FileAccess.Read);
        return file.ReadByte();
    }
}
