using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>A battery clock gives a node the time at its start, for what it is worth (clause S7: within ten minutes a year).</summary>
[TestClass]
public class NodeBatteryClockTests
{
    private const long NoonUnixMs = 1772424000000;
    private const long HourMs = 3600000;
    private const long DayMs = 24 * HourMs;
    private const int FirstErrorMs = 40;

    [TestMethod]
    [DataRow(0L, 540L)]
    [DataRow(DayMs, 1404L)]
    [DataRow(365 * DayMs, 315900L)]
    public void WhatItShowsIsHeldWithABoundThatGrowsSinceItWasSet(long ageMs, long errorMs)
    {
        TestBoard board = SetAtNoon();
        board.Board.FakeClockChip.UnixMs += ageMs;

        StartWithoutSntp(board);

        string time = "\"t\":" + (NoonUnixMs + ageMs + 500).ToString();
        Expect.Contains(time + ",\"te\":" + errorMs.ToString() + ",\"tq\":\"hold\",", Newest(board));
    }

    [TestMethod]
    public void OneThatHasStoodStillIsNoTime()
    {
        TestBoard board = SetAtNoon();
        board.Board.FakeClockChip.UnixMs = -1;

        StartWithoutSntp(board);

        Expect.Contains("\"t\":0,\"te\":0,\"tq\":\"none\",", Newest(board));
    }

    [TestMethod]
    public void OneThatThisNodeHasNotSetIsNoTime()
    {
        TestBoard board = WithBattery();
        board.Board.FakeClockChip.UnixMs = NoonUnixMs;

        StartWithoutSntp(board);

        Expect.Contains("\"tq\":\"none\",", Newest(board));
    }

    [TestMethod]
    public void OneThatRanBackwardsIsNoTime()
    {
        TestBoard board = SetAtNoon();
        board.Board.FakeClockChip.UnixMs -= 1000;

        StartWithoutSntp(board);

        Expect.Contains("\"tq\":\"none\",", Newest(board));
    }

    /// <summary>Each time the time server is heard once more, as shows in a small jump.</summary>
    [TestMethod]
    public void ItIsSetOnceADay()
    {
        TestBoard board = SetAtNoon();
        Assert.AreEqual(1, board.Board.FakeClockChip.SetCount);

        board.Clock.Set(NoonUnixMs + DayMs - 940);
        board.StepAt(DayMs - 1000);
        Assert.AreEqual(1, board.Board.FakeClockChip.SetCount);

        board.Clock.Set(NoonUnixMs + DayMs + 60000);
        board.StepAt(DayMs + 60000);
        Assert.AreEqual(2, board.Board.FakeClockChip.SetCount);
    }

    [TestMethod]
    public void WhatItTakesLessThanASecondOfIsNotLost()
    {
        TestBoard board = WithBattery();
        board.Clock.Set(NoonUnixMs + 999);
        board.Start().StepAt(0);
        Assert.AreEqual(NoonUnixMs, board.Board.FakeClockChip.UnixMs);

        StartWithoutSntp(board);

        Expect.Contains("\"t\":" + (NoonUnixMs + 999 + 500).ToString() + ",\"te\":540,", Newest(board));
    }

    [TestMethod]
    public void ATimeThatIsCorrectedCorrectsIt()
    {
        TestBoard board = SetAtNoon();

        board.Clock.Set(NoonUnixMs + HourMs);
        board.StepAt(61000);

        Assert.AreEqual(NoonUnixMs + HourMs, board.Board.FakeClockChip.UnixMs);
    }

    [TestMethod]
    public void OneThatDoesNotTakeItsTimeIsNotBelieved()
    {
        TestBoard board = SetAtNoon();
        board.Board.FakeClockChip.IsStuck = true;
        board.Clock.Set(NoonUnixMs + HourMs);
        board.StepAt(61000);

        StartWithoutSntp(board);

        Expect.Contains("\"tq\":\"none\",", Newest(board));
    }

    [TestMethod]
    public void OneThatDoesNotAnswerIsAskedOnceAMinute()
    {
        TestBoard board = WithBattery();
        board.Board.FakeClockChip.UnixMs = -1;

        board.Start();
        for (long nowMs = 0; nowMs <= 120000; nowMs += 1000)
        {
            board.StepAt(nowMs);
        }

        Assert.AreEqual(3, board.Board.FakeClockChip.ReadCount);
    }

    private static TestBoard WithBattery()
    {
        TestBoard board = new TestBoard();
        board.Settings.BatteryClock = new BatteryClockSettings();
        return board;
    }

    private static TestBoard SetAtNoon()
    {
        TestBoard board = WithBattery();
        board.Clock.Set(NoonUnixMs);
        board.Start().StepAt(0);
        Assert.AreEqual(NoonUnixMs, board.Board.FakeClockChip.UnixMs);
        Assert.AreEqual(FirstErrorMs, (int)board.Clock.Read().ErrorMs);
        return board;
    }

    /// <summary>A loss of power, after which no time server answers.</summary>
    private static void StartWithoutSntp(TestBoard board)
    {
        board.Clock.Forget();
        board.Restart();
        board.StepAt(0);
        board.StepAt(1);
    }

    private static string Newest(TestBoard board)
    {
        string[] records = board.Link.On("/journal");
        return records[records.Length - 1];
    }
}
