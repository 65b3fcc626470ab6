using System.Device.I2c;
using nanoFramework.Hardware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>The I2C bus with a DS3231 on it, byte by byte as its data sheet has it.</summary>
[TestClass]
public class I2cTests
{
    private const int Data = 11;
    private const int Clock = 43;

    private readonly WorldTime _world = new();

    [TestMethod]
    public void AFreshClockSaysThatItHasStoodStill()
    {
        using TestBoard board = new();
        Attach(board);

        Assert.AreEqual("00000001010100" + "00000000000000" + "1C88" + "000000" + "00", Hex(ReadAll(board, 20)));
    }

    [TestMethod]
    public void WhatIsWrittenIsReadAndRunsOnWithoutPower()
    {
        using TestBoard board = new();
        Attach(board);
        Write(board, 0x00, 0x58, 0x59, 0x23, 0x07, 0x31, 0x12, 0x99);
        Write(board, 0x0F, 0x00);

        board.Board.PowerOff();
        _world.Now += TimeSpan.FromSeconds(3.5);
        board.PowerOn();

        Assert.AreEqual("01000001018100", Hex(ReadAll(board, 7)));
    }

    [TestMethod]
    public void ThatItHasStoodStillCannotBeWritten()
    {
        using TestBoard board = new();
        Attach(board);

        Write(board, 0x0F, 0x00);
        Write(board, 0x0F, 0x80);

        Assert.AreEqual(0x00, ReadAll(board, 16)[15]);
    }

    [TestMethod]
    public void WhoeverIsNotThereDoesNotAnswer()
    {
        using TestBoard board = new();

        I2cTransferResult result = board.Run(() => Open().WriteRead(new byte[1], new byte[1]));

        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, result.Status);
        Assert.AreEqual(0u, result.BytesTransferred);
    }

    [TestMethod]
    public void WithoutItsPinsABusDoesNotOpen()
    {
        using TestBoard board = new();

        Assert.ThrowsExactly<ArgumentException>(() => board.Run(() => I2cDevice.Create(new I2cConnectionSettings(1, VirtualDs3231.Address))));
        Assert.ThrowsExactly<ArgumentException>(() => board.Run(() => I2cDevice.Create(new I2cConnectionSettings(3, VirtualDs3231.Address))));
    }

    private static I2cDevice Open()
    {
        Configuration.SetPinFunction(Data, DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(Clock, DeviceFunction.I2C1_CLOCK);
        return I2cDevice.Create(new I2cConnectionSettings(1, VirtualDs3231.Address, I2cBusSpeed.StandardMode));
    }

    private static byte[] ReadAll(TestBoard board, int count)
    {
        byte[] registers = new byte[count];
        board.Run(() => { _ = Open().WriteRead(new byte[1], registers); });
        return registers;
    }

    private static void Write(TestBoard board, params byte[] bytes)
    {
        board.Run(() => { _ = Open().Write(bytes); });
    }

    private static string Hex(byte[] bytes)
    {
        return Convert.ToHexString(bytes);
    }

    private void Attach(TestBoard board)
    {
        board.Board.I2c.At(Data, Clock).Attach(VirtualDs3231.Address, new VirtualDs3231(_world));
    }
}
