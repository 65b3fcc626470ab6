using System.Collections.Concurrent;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>A UART: bytes leave and arrive, and its pins must be assigned first.</summary>
[TestClass]
public class SerialTests
{
    [TestMethod]
    public void BytesLeaveAndArrive()
    {
        using TestBoard board = new();
        VirtualUart uart = board.Board.Uarts[2];
        ConcurrentQueue<byte[]> left = new();
        uart.Transmitted += left.Enqueue;

        SerialPort port = board.Run(Open);
        board.Run(() => port.Write([0, 1, 2, 3], 1, 2));
        uart.Receive([7, 8, 9]);
        byte[] buffer = new byte[4];

        CollectionAssert.AreEqual(new byte[] { 1, 2 }, left.Single());
        Assert.AreEqual(3, board.Run(() => port.BytesToRead));
        Assert.AreEqual(2, board.Run(() => port.Read(buffer, 1, 2)));
        CollectionAssert.AreEqual(new byte[] { 0, 7, 8, 0 }, buffer);
        Assert.AreEqual(new UartFraming(2400, Parity.Even, StopBits.One), uart.Framing);
    }

    [TestMethod]
    public void TheWorldSeesANewSpeedAtOnce()
    {
        using TestBoard board = new();
        SerialPort port = board.Run(Open);

        board.Run(() => port.BaudRate = 9600);

        Assert.AreEqual(9600, board.Board.Uarts[2].Framing!.BaudRate);
    }

    [TestMethod]
    public void WithoutItsPinsAPortDoesNotOpen()
    {
        using TestBoard board = new();

        Assert.ThrowsExactly<InvalidOperationException>(() => board.Run(() => new SerialPort("COM1").Open()));
        Assert.ThrowsExactly<ArgumentException>(() => board.Run(() => new SerialPort("COM4")));
    }

    [TestMethod]
    public void WhatArrivedBeforeAPowerCutIsGone()
    {
        using TestBoard board = new();
        SerialPort before = board.Run(Open);
        board.Board.Uarts[2].Receive([1]);

        board.Board.PowerOff();
        board.PowerOn();

        Assert.ThrowsExactly<PowerLostException>(() => before.BytesToRead);
        Assert.AreEqual(0, board.Run(() => Open().BytesToRead));
    }

    private static SerialPort Open()
    {
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(18, DeviceFunction.COM2_RX);
        SerialPort port = new("COM2", 2400, Parity.Even);
        port.Open();
        return port;
    }
}
