using System.Collections.Concurrent;
using nanoFramework.Runtime.Native;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>The chip's clock is a time where SNTP has set it, and not where the node has raised it.</summary>
[TestClass]
public class SystemClockTests
{
    private static readonly DateTimeOffset Midsummer = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void RaisedItIsNoTimeUntilTheTimeServerAnswers()
    {
        using TestBoard board = new();
        board.Board.Clock.IsServerSilent = true;
        SystemClock clock = board.Run(() => new SystemClock(new MonotonicClock()));

        board.Run(() => clock.Raise(Midsummer.ToUnixTimeMilliseconds()));

        Assert.StartsWith("2026-06-30 23:59:5", board.Run(clock.ToString));
        Assert.AreEqual(ClockQuality.None, board.Run(clock.Read).Quality);
        board.Board.Clock.IsServerSilent = false;
        Await.Until(() => board.Run(clock.Read).Quality == ClockQuality.Sync);
    }

    [TestMethod]
    public void AClockThatShowsMoreIsLeftAlone()
    {
        using TestBoard board = new();
        SystemClock clock = board.Run(() => new SystemClock(new MonotonicClock()));

        board.Run(() => clock.Raise(Midsummer.ToUnixTimeMilliseconds()));

        Assert.AreEqual(ClockQuality.Sync, board.Run(clock.Read).Quality);
    }

    [TestMethod]
    public void WhatWasRaisedBeforeARestartOfTheSoftwareIsNoTimeAfterIt()
    {
        DirectoryInfo flash = Directory.CreateTempSubdirectory("wugang-board-");
        VirtualBoard board = new(flash.FullName);
        board.Clock.IsServerSilent = true;
        using BlockingCollection<(int Year, ClockQuality Quality)> starts = [];

        board.PowerOn(() =>
        {
            int year = new DateTime(ChipDateTime.UtcNow.Ticks).Year;
            SystemClock clock = new(new MonotonicClock());
            starts.Add((year, clock.Read().Quality));
            if (starts.Count == 1)
            {
                clock.Raise(Midsummer.ToUnixTimeMilliseconds());
                Power.RebootDevice();
            }
        });

        Await.Until(() => starts.Count == 2);
        board.PowerOff();
        flash.Delete(recursive: true);
        CollectionAssert.AreEqual(new[] { (1970, ClockQuality.None), (2026, ClockQuality.None) }, starts.ToArray());
    }
}
