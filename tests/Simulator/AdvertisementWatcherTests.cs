using System.Collections;
using System.Collections.Concurrent;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;

namespace Wugang.Tests.Simulator;

/// <summary>The radio as a listener: what is in the air reaches the firmware in sections, and not while it is a server.</summary>
[TestClass]
public class AdvertisementWatcherTests
{
    private const ulong Address = 0x5448E68F80A5;
    private static readonly byte[] Air = Convert.FromHexString("0201060A16D2FC4002C40903BF13");

    [TestMethod]
    public void AnAdvertisementArrivesInItsSections()
    {
        using TestBoard board = new();
        ConcurrentQueue<(ulong Address, short Signal, string Data)> heard = new();
        board.Run(() => Listen(args => heard.Enqueue((args.BluetoothAddress, args.RawSignalStrengthInDBm, ServiceDataOf(args)))));

        board.Board.Bluetooth.Hear(Address, -61, Air);

        Await.Until(() => !heard.IsEmpty);
        Assert.AreEqual((Address, (short)-61, "D2FC4002C40903BF13"), heard.Single());
    }

    [TestMethod]
    public void WhatIsNotMadeOfWholeSectionsIsNotHeard()
    {
        using TestBoard board = new();
        ConcurrentQueue<ulong> heard = new();
        board.Run(() => Listen(args => heard.Enqueue(args.BluetoothAddress)));

        board.Board.Bluetooth.Hear(1, -61, Air[..^1]);
        board.Board.Bluetooth.Hear(2, -61, [0, 1, 2]);
        board.Board.Bluetooth.Hear(3, -61, Air);

        Await.Until(() => !heard.IsEmpty);
        Assert.AreEqual(3UL, heard.Single());
    }

    [TestMethod]
    public void NobodyListensBeforeTheStartAndWithoutPower()
    {
        using TestBoard board = new();
        ConcurrentQueue<ulong> heard = new();
        board.Board.Bluetooth.Hear(Address, -61, Air);
        board.Run(() => Listen(args => heard.Enqueue(args.BluetoothAddress)));

        board.Board.PowerOff();
        board.Board.Bluetooth.Hear(Address, -61, Air);
        board.PowerOn();

        board.Run(() => { });
        Assert.IsEmpty(heard);
    }

    [TestMethod]
    public void TheRadioListensOrServes()
    {
        using TestBoard board = new();
        board.Run(() => BluetoothLEServer.Instance.Start());

        Assert.ThrowsExactly<InvalidOperationException>(() => board.Run(() => Listen(_ => { })));
        board.Run(() => BluetoothLEServer.Instance.Stop());
        BluetoothLEAdvertisementWatcher watcher = board.Run(() => Listen(_ => { }));

        Assert.AreEqual(BluetoothLEAdvertisementWatcherStatus.Started, watcher.Status);
        Assert.ThrowsExactly<InvalidOperationException>(() => board.Run(() => BluetoothLEServer.Instance.Start()));
        board.Run(watcher.Stop);
        board.Run(() => BluetoothLEServer.Instance.Start());
    }

    private static BluetoothLEAdvertisementWatcher Listen(Action<BluetoothLEAdvertisementReceivedEventArgs> hear)
    {
        BluetoothLEAdvertisementWatcher watcher = new();
        watcher.Received += (_, args) => hear(args);
        watcher.Start();
        return watcher;
    }

    private static string ServiceDataOf(BluetoothLEAdvertisementReceivedEventArgs args)
    {
        ArrayList sections = args.Advertisement.GetSectionsByType((byte)BluetoothLEAdvertisementDataSectionType.ServiceData16bitUuid);
        DataReader reader = DataReader.FromBuffer(((BluetoothLEAdvertisementDataSection)sections[0]!).Data);
        byte[] data = new byte[reader.UnconsumedBufferLength];
        reader.ReadBytes(data);
        return Convert.ToHexString(data);
    }
}
