using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Signed commands: obeyed once, answered each, and nobody else's.</summary>
[TestClass]
public class NodeCommandTests
{
    private const long NoonUnixMs = 1772424000000;

    [TestMethod]
    public void ACommandIsObeyedAndAnsweredWithItsNumber()
    {
        TestBoard board = Connected();

        board.Command(7, "bypass", "smoke", 600);

        string[] records = board.Link.On("/journal");
        Expect.Contains(
            "\"data\":{\"by\":\"command\",\"bypassed\":[\"smoke\"],\"from\":\"day\",\"hours\":\"unknown\",\"id\":7,"
            + "\"reason\":\"drill\",\"to\":\"day\",\"who\":\"officer\"},\"kind\":\"protection\"",
            records[records.Length - 3]);
        Expect.Contains(
            "\"data\":{\"by\":\"command\",\"command\":\"bypass\",\"id\":7,\"result\":\"done\",\"who\":\"officer\",\"zones\":[\"smoke\"]},"
            + "\"kind\":\"command\"",
            records[records.Length - 2]);
        Expect.Contains("\"protected\":true,\"reasons\":[],\"state\":\"day\"", records[records.Length - 1]);
    }

    [TestMethod]
    public void ANumberIsObeyedOnceEvenOverARestart()
    {
        TestBoard board = Connected();
        board.Command(7, "test", "", 600);
        int answered = board.Link.On("/journal").Length;
        board.Command(7, "end_test", "", 0);
        board.Command(6, "end_test", "", 0);
        Assert.AreEqual(answered, board.Link.On("/journal").Length, "not above the last");

        board.Restart();
        board.RunUntil(1000);
        board.Command(7, "set", "", 0);

        Assert.AreEqual(-1, Find(board, "\"command\":\"set\""));
        board.Command(8, "set", "", 0);
        Assert.IsTrue(Find(board, "\"command\":\"set\",\"id\":8,\"result\":\"done\"") > 0);
    }

    [TestMethod]
    [DataRow("dance", 0L, "unknown_command")]
    [DataRow("unset", -1L, "expired")]
    [DataRow("unset", 0L, "no_change")]
    public void WhatCannotBeDoneIsAnswered(string act, long leftMs, string result)
    {
        TestBoard board = Connected();
        Command command = NewCommand(1, act);
        command.ExpiresUnixMs = NoonUnixMs + board.NowMs + 1 + leftMs;
        board.Link.ReceiveCommand(command.Write(Sample.Key(), NodeId.Parse(Sample.Node)));

        board.StepAt(board.NowMs + 1);

        Assert.IsTrue(Find(board, "\"command\":\"" + act + "\",\"id\":1,\"result\":\"" + result + "\"") > 0);
    }

    [TestMethod]
    public void WithoutTheTimeNoCommandIsObeyed()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);

        board.Command(1, "set", "", 0);

        Assert.IsTrue(Find(board, "\"result\":\"time_unknown\"") > 0);
        Assert.AreEqual(-1, Find(board, "\"to\":\"full\""));
    }

    [TestMethod]
    public void AStrangersCommandIsPassedOverAndCounted()
    {
        TestBoard board = Connected();
        int before = board.Link.On("/journal").Length;
        Command command = NewCommand(1, "set");
        board.Link.ReceiveCommand(command.Write(Sample.ForeignKey(), NodeId.Parse(Sample.Node)));
        board.Link.ReceiveCommand(command.Write(Sample.Key(), NodeId.Parse("410481001-0007-02")));
        board.Link.ReceiveCommand(new byte[0]);
        byte[] broken = command.Write(Sample.Key(), NodeId.Parse(Sample.Node));
        broken[broken.Length - 3]++;
        board.Link.ReceiveCommand(broken);

        board.StepAt(board.NowMs + 1);
        Assert.AreEqual(before, board.Link.On("/journal").Length);
        board.RunUntil(31000);

        string[] heartbeats = board.Link.On("/state retained");
        Expect.Contains("\"faults\":[],\"ignored_commands\":4,\"interval_s\"", heartbeats[heartbeats.Length - 1]);
    }

    private static TestBoard Connected()
    {
        TestBoard board = new TestBoard();
        board.Clock.Set(NoonUnixMs);
        board.Start().RunUntil(1000);
        return board;
    }

    private static Command NewCommand(long id, string act)
    {
        return new Command { Act = act, By = "officer", Id = id, ExpiresUnixMs = NoonUnixMs + 3600000 };
    }

    private static int Find(TestBoard board, string part)
    {
        string[] records = board.Link.On("/journal");
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i].Contains(part))
            {
                return i;
            }
        }

        return -1;
    }
}
