using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>The firmware's driver and the clock chip, over the bus.</summary>
[TestClass]
public class Ds3231ChipTests
{
    private static readonly BatteryClockSettings Pins = new() { SdaPin = 11, SclPin = 43 };

    private readonly WorldTime _world = new();

    [TestMethod]
    public void AClockThatWasNeverSetShowsNoTime()
    {
        using TestBoard board = new();
        Attach(board);

        Assert.AreEqual(-1L, board.Run(() => new Ds3231Chip(Pins).Read()));
    }

    [TestMethod]
    public void WhatItIsSetToRunsOnWithoutPower()
    {
        using TestBoard board = new();
        Attach(board);
        long setMs = _world.Now.ToUnixTimeMilliseconds();
        Assert.IsTrue(board.Run(() => new Ds3231Chip(Pins).SetTo(setMs)));

        board.Board.PowerOff();
        _world.Now += TimeSpan.FromDays(400.5);
        board.PowerOn();

        Assert.AreEqual(_world.Now.ToUnixTimeMilliseconds(), board.Run(() => new Ds3231Chip(Pins).Read()));
    }

    [TestMethod]
    public void ANewBatteryIsNoTimeUntilItIsSet()
    {
        using TestBoard board = new();
        VirtualDs3231 clock = Attach(board);
        Ds3231Chip chip = board.Run(() => new Ds3231Chip(Pins));
        board.Run(() => chip.SetTo(_world.Now.ToUnixTimeMilliseconds()));

        clock.ChangeBattery();

        Assert.AreEqual(-1L, board.Run(chip.Read));
        Assert.IsTrue(board.Run(() => chip.SetTo(_world.Now.ToUnixTimeMilliseconds())));
        Assert.AreEqual(_world.Now.ToUnixTimeMilliseconds(), board.Run(chip.Read));
    }

    [TestMethod]
    public void AClockThatIsNotThereShowsNoTimeAndCannotBeSet()
    {
        using TestBoard board = new();
        Ds3231Chip chip = board.Run(() => new Ds3231Chip(Pins));

        Assert.AreEqual(-1L, board.Run(chip.Read));
        Assert.IsFalse(board.Run(() => chip.SetTo(_world.Now.ToUnixTimeMilliseconds())));
    }

    private VirtualDs3231 Attach(TestBoard board)
    {
        VirtualDs3231 clock = new(_world);
        board.Board.I2c.At(Pins.SdaPin, Pins.SclPin).Attach(VirtualDs3231.Address, clock);
        return clock;
    }
}
