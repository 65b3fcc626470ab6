using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>Records leave in order, and again, until a signed acknowledgement covers them.</summary>
[TestClass]
public class NodeDeliveryTests
{
    [TestMethod]
    public void TheFirstRecordIsTheBootWithZonesAndMeters()
    {
        TestBoard board = Connected();

        Expect.Contains(
            "\"data\":{\"config\":{\"version\":1},\"meters\":[{\"medium\":\"electricity\",\"meter\":\"power\",\"source\":\"pulse\"},"
            + "{\"medium\":\"water\",\"meter\":\"water\",\"source\":\"pulse\"}],"
            + "\"protection\":\"day\",\"version\":\"0.1.0\",\"zones\":[{\"type\":\"door\",\"zone\":\"door\"},",
            board.Link.On("/journal")[0]);
    }

    [TestMethod]
    public void ABirthAndAHeartbeatFollowTheConnection()
    {
        TestBoard board = Connected();

        Assert.AreEqual(1, board.Link.On("/online retained").Length);
        Expect.Contains("\"conn\":1,\"kind\":\"online\",\"node\":\"410481001-0007-01\",\"online\":true", board.Link.On("/online retained")[0]);
        Assert.IsTrue(board.Log.IndexOf("published safety/v1/410481001/0007/01/state") >= 0);
        Presence will = new Presence();
        Assert.AreEqual((int)ReadStatus.Ok, (int)will.Read(board.Link.Will));
        Assert.IsFalse(will.IsOnline);
        Assert.AreEqual(1L, will.Connection);
        Assert.IsTrue(will.Signed.IsSignedBy(Sample.Key()));
    }

    [TestMethod]
    public void OnlySoManyRecordsAreUnconfirmedAtOnce()
    {
        TestBoard board = Connected();
        for (int i = 0; i < 40; i++)
        {
            board.Settle(board.Door, i % 2 == 0);
        }

        Assert.AreEqual(Limits.MaxUnconfirmedInFlight, board.Link.On("/journal").Length);
        board.Acknowledge(10);
        board.StepAt(board.NowMs + 1);
        Assert.AreEqual(Limits.MaxUnconfirmedInFlight + 10, board.Link.On("/journal").Length);
    }

    [TestMethod]
    public void AfterAReconnectDeliveryGoesOnFromTheFirstUnconfirmedRecord()
    {
        TestBoard board = Connected();
        board.Settle(board.Door, true);
        board.Settle(board.Door, false);
        board.Acknowledge(4);
        board.StepAt(board.NowMs + 1);
        board.Link.Clear();

        board.Link.State = LinkState.Down;
        board.RunUntil(board.NowMs + 5000);

        string[] again = board.Link.On("/journal");
        Expect.Contains("\"seq\":5,", again[0]);
        Expect.Contains("\"conn\":2,", board.Link.On("/online retained")[0]);
        Assert.AreEqual(2, again.Length);
    }

    [TestMethod]
    public void TenSecondsWithoutProgressSendTheRecordsAgain()
    {
        TestBoard board = Connected();
        int sent = board.Link.On("/journal").Length;

        board.RunUntil(9900);
        Assert.AreEqual(sent, board.Link.On("/journal").Length);
        board.RunUntil(12000);

        Assert.AreEqual(2 * sent, board.Link.On("/journal").Length);
        Assert.AreEqual(board.Link.On("/journal")[0], board.Link.On("/journal")[sent], "the same bytes");
    }

    [TestMethod]
    public void AConfirmedRecordIsNotSentAgain()
    {
        TestBoard board = Connected();
        int sent = board.Link.On("/journal").Length;
        board.Acknowledge(sent);

        board.RunUntil(50000);

        Assert.AreEqual(sent, board.Link.On("/journal").Length);
    }

    [TestMethod]
    public void AnAcknowledgementOfAnotherKeyNodeOrLifeIsNotBelieved()
    {
        TestBoard board = Connected();
        int sent = board.Link.On("/journal").Length;
        board.AcknowledgeWith(Sample.ForeignKey(), Sample.Node, sent);
        board.AcknowledgeWith(Sample.Key(), "410481001-0007-02", sent);
        board.Acknowledge(sent + 1);
        board.Link.Receive(new byte[3]);
        board.Link.Receive(new byte[0]);

        board.RunUntil(12000);

        Assert.AreEqual(2 * sent, board.Link.On("/journal").Length, "sent again, as nothing was confirmed");
    }

    [TestMethod]
    public void NothingLeavesThatWasNotStored()
    {
        TestBoard board = Connected();
        int sent = board.Link.On("/journal").Length;
        board.Storage.IsFailing = true;

        board.Settle(board.Door, true);
        Assert.AreEqual(sent, board.Link.On("/journal").Length);

        board.Storage.IsFailing = false;
        board.Settle(board.Door, false);
        string[] records = board.Link.On("/journal");
        Assert.AreEqual(sent + 2, records.Length, "the one that the storage did not take has waited");
        Expect.Contains("\"seq\":" + (sent + 1).ToString() + ",", records[sent]);
    }

    [TestMethod]
    public void ABusyClientIsTriedAgain()
    {
        TestBoard board = Connected();
        int sent = board.Link.On("/journal").Length;
        board.Link.IsBusy = true;
        board.Settle(board.Door, true);
        board.Link.IsBusy = false;

        board.StepAt(board.NowMs + 10);

        Assert.AreEqual(sent + 1, board.Link.On("/journal").Length);
    }

    [TestMethod]
    public void WhileAConnectionIsBeingMadeTheNodeDoesNotAskForOneStepAfterTheOther()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        board.Link.StateAfterConnect = LinkState.Connecting;
        board.Link.State = LinkState.Down;
        board.StepAt(1001);
        board.RunUntil(20000);

        Assert.AreEqual((int)LinkState.Connecting, (int)board.Link.State);
        Assert.IsTrue(board.StepAt(20001) > 20001);
    }

    [TestMethod]
    public void TheWaitBetweenAttemptsGrowsAndIsBounded()
    {
        TestBoard board = new TestBoard();
        board.Link.StateAfterConnect = LinkState.Connecting;
        board.Start();
        long lastMs = 0;
        for (int attempt = 1; attempt <= 12; attempt++)
        {
            while (board.Link.ConnectCount < attempt)
            {
                board.StepAt(board.NowMs + 10);
            }

            long waitedMs = board.NowMs - lastMs;
            long doubledMs = attempt == 1 ? 0 : 1000L << (attempt - 2);
            long fullMs = doubledMs > 60000 ? 60000 : doubledMs;
            Assert.IsTrue(waitedMs >= fullMs / 2 && waitedMs <= fullMs + 50, "attempt " + attempt.ToString() + ": " + waitedMs.ToString());
            lastMs = board.NowMs;
            board.Link.State = LinkState.Down;
        }
    }

    [TestMethod]
    public void TheChainGoesOnOverRestarts()
    {
        TestBoard board = Connected();
        board.Settle(board.Door, true);
        for (int i = 0; i < 3; i++)
        {
            board.Restart();
            board.RunUntil(2000);
        }

        string[] records = board.Link.On("/journal");
        ChainLink head = new ChainLink();
        RecordReader reader = new RecordReader();
        for (int i = 0; i < records.Length; i++)
        {
            byte[] bytes = Ascii.GetBytes(records[i]);
            Assert.AreEqual((int)ReadStatus.Ok, (int)reader.Read(bytes, 0, bytes.Length));
            Assert.AreEqual(head.Sequence + 1, reader.Sequence);
            Assert.IsTrue(head.IsLink(reader.PreviousLink));
            Assert.IsTrue(reader.Signed.IsSignedBy(Sample.Key()));
            head.MoveTo(reader.Sequence, reader.Signed.Signature);
        }

        Assert.AreEqual(4L, reader.Boot);
        Assert.AreEqual(4L, board.Node.Boot);
    }

    private static TestBoard Connected()
    {
        TestBoard board = new TestBoard().Start();
        board.RunUntil(1000);
        return board;
    }
}
