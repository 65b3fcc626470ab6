using nanoFramework.TestFramework;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>A connection that was away for long: what made room is signed, alarms come first, and the chain is whole.</summary>
[TestClass]
public class NodeLossTests
{
    private const int MaxTurns = 2000;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TheChainIsWholeFromTheFirstRecordToTheLastThoughRecordsMadeRoom(bool isRestarted)
    {
        TestBoard board = Offline();
        for (int i = 0; i < 6; i++)
        {
            UseDoor(board, 300);
            board.Settle(board.Panic, true);
            board.Settle(board.Panic, false);
        }

        if (isRestarted)
        {
            board.Restart();
        }

        PlainVerifier verifier = new PlainVerifier();
        Deliver(board, verifier);

        Assert.IsTrue(verifier.LostCount > 100, verifier.LostCount.ToString());
        Assert.AreEqual(6, verifier.AlarmCount);
        Expect.Contains("\"head\":{\"seq\":" + verifier.Head.ToString() + ",", Newest(board.Link.On("/state retained")));
    }

    [TestMethod]
    public void WhatMadeRoomIsToldOnceAndNotAgainAfterAReconnect()
    {
        TestBoard board = Offline();
        UseDoor(board, 1500);
        PlainVerifier verifier = new PlainVerifier();
        Deliver(board, verifier);
        long head = verifier.Head;

        board.Link.State = LinkState.Down;
        board.RunUntil(board.NowMs + 5000);
        Deliver(board, verifier);

        Assert.AreEqual(head, verifier.Head);
    }

    [TestMethod]
    public void AnAlarmIsSentBeforeAllThatWaitsAndAgainInItsPlace()
    {
        TestBoard board = Offline();
        UseDoor(board, 60);
        board.Settle(board.Panic, true);
        UseDoor(board, 60);

        Connect(board);
        string first = board.Link.On("/journal")[0];
        Expect.Contains("\"type\":\"panic\"", first);

        PlainVerifier verifier = new PlainVerifier();
        Deliver(board, verifier);
        int sent = 0;
        string[] records = board.Link.On("/journal");
        for (int i = 0; i < records.Length; i++)
        {
            sent += records[i] == first ? 1 : 0;
        }

        Assert.IsTrue(sent >= 2, sent.ToString());
        Assert.AreEqual(1, verifier.AlarmCount);
        Assert.AreEqual(0L, verifier.LostCount);
    }

    [TestMethod]
    public void ASupervisorThatLostWhatItHadIsSentAllThatIsLeft()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        Deliver(board, new PlainVerifier());
        UseDoor(board, 40);
        Deliver(board, new PlainVerifier());
        board.Link.Clear();

        board.RunUntil(board.NowMs + 1000);
        board.Acknowledge(0);
        PlainVerifier verifier = new PlainVerifier();
        Deliver(board, verifier);

        Assert.IsTrue(verifier.Head >= 43, verifier.Head.ToString());
        Assert.IsTrue(verifier.LostCount > 0, "what was confirmed before is gone from the node, which says so");
    }

    [TestMethod]
    public void AHeartbeatEchoesTheNewestChallenge()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        Expect.Lacks("\"nonce\"", Newest(board.Link.On("/state retained")));

        board.Acknowledge(3);
        board.RunUntil(31000);

        Expect.Contains(
            "\"node\":\"410481001-0007-01\",\"nonce\":\"AAECAwQFBgcICQoLDA0ODw\",\"sig\":",
            Newest(board.Link.On("/state retained")));
    }

    private static TestBoard Offline()
    {
        TestBoard board = new TestBoard();
        board.Link.StateAfterConnect = LinkState.Down;
        board.Start();
        board.StepAt(0);
        return board;
    }

    private static void UseDoor(TestBoard board, int changes)
    {
        for (int i = 0; i < changes; i++)
        {
            board.Settle(board.Door, i % 2 == 0);
        }
    }

    private static void Connect(TestBoard board)
    {
        board.Link.StateAfterConnect = LinkState.Up;
        for (int turn = 0; turn < MaxTurns && board.Link.State != LinkState.Up; turn++)
        {
            board.StepAt(board.NowMs + 1000);
        }

        board.StepAt(board.NowMs + 1);
    }

    /// <summary>Answers as the supervisor does, record by record, until nothing new comes.</summary>
    private static void Deliver(TestBoard board, PlainVerifier verifier)
    {
        Connect(board);
        int taken = 0;
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            string[] records = board.Link.On("/journal");
            if (taken == records.Length)
            {
                break;
            }

            for (; taken < records.Length; taken++)
            {
                verifier.Take(records[taken]);
            }

            board.Acknowledge(verifier.Head);
            board.StepAt(board.NowMs + 1);
        }

        board.RunUntil(board.NowMs + 31000);
    }

    private static string Newest(string[] messages)
    {
        return messages[messages.Length - 1];
    }
}
