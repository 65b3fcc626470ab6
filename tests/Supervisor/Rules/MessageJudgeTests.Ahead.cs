using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>Records before their place in the chain, and gaps that the node explains.</summary>
public partial class MessageJudgeTests
{
    [TestMethod]
    public void AnAlarmAheadOfItsPlaceIsBelievedAndStoredInItsPlace()
    {
        TestNode node = new();
        Bench bench = new(node);
        bench.Accept(node.Topics.Journal, node.Started());
        byte[] before = node.Door("gate", isOpen: true);
        byte[] alarm = node.Zone("panic", "panic", "active", "detected");

        Assert.IsInstanceOfType<Judgement.Ahead>(bench.Judge(node.Topics.Journal, alarm));
        Assert.IsInstanceOfType<Judgement.Repeated>(bench.Judge(node.Topics.Journal, alarm));
        bench.Accept(node.Topics.Journal, before);
        bench.Accept(node.Topics.Journal, alarm);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: false));
    }

    [TestMethod]
    public void AnotherRecordInThePlaceOfAnAlarmThatCameAheadIsRefused()
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] first = node.Started();
        TestNode twin = node.Successor();
        node.Door("gate", isOpen: true);
        byte[] alarm = node.Zone("panic", "panic", "active", "detected");
        byte[] second = twin.Door("gate", isOpen: true);
        byte[] third = twin.Door("gate", isOpen: false);
        bench.Accept(node.Topics.Journal, first);
        bench.Judge(node.Topics.Journal, alarm);

        bench.Accept(node.Topics.Journal, second);
        bench.Reject(Rejection.SequenceReused, node.Topics.Journal, third);
        bench.Accept(node.Topics.Journal, alarm);
    }

    [TestMethod]
    public void AForgedAlarmAheadIsRefused()
    {
        TestNode node = new();
        TestNode forger = new(secret: 2);
        Bench bench = new(node);
        forger.Started();
        forger.Started();

        bench.Reject(Rejection.BadSignature, node.Topics.Journal, forger.Zone("panic", "panic", "active", "detected"));
    }

    [TestMethod]
    public void WhatComesAheadIsBounded()
    {
        TestNode node = new();
        NodeVerifier verifier = new([node.Key], _ => null);
        MessageJudge judge = new(_ => verifier);
        node.Started();
        for (int i = 0; i < 3 * AheadRecords.RememberedMax; i++)
        {
            judge.Judge(node.Topics.Journal, node.Zone("panic", "panic", "active", "detected"), Bench.NowMs);
        }

        Assert.HasCount(AheadRecords.RememberedMax, verifier.Ahead.Alarms);
        Assert.AreEqual(2, verifier.Ahead.Alarms.First().Sequence, "those that come to their place first");
    }

    [TestMethod]
    public void AGapThatTheNodeExplainsIsCrossed()
    {
        (TestNode node, Bench bench, byte[] behind) = WithGap(out ChainLink last);
        byte[] loss = Lost(node, 2, last);

        bench.Reject(Rejection.SequenceGap, node.Topics.Journal, behind);
        Assert.IsInstanceOfType<Judgement.Ahead>(bench.Judge(node.Topics.Journal, loss));
        Judgement crossed = bench.Judge(node.Topics.Journal, behind);
        CollectionAssert.AreEqual(loss, ((Judgement.Accepted)crossed).Explanation!.Bytes, "it is stored with what it allows");
        bench.Accept(node.Topics.Journal, loss);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: true));
    }

    [TestMethod]
    [DataRow(3L, 0, (byte)0)]
    [DataRow(2L, 1, (byte)0)]
    [DataRow(2L, 0, (byte)1)]
    public void ALossThatIsNotOfThisGapExplainsNothing(long from, int shift, byte flip)
    {
        (TestNode node, Bench bench, byte[] behind) = WithGap(out ChainLink last);
        byte[] link = [.. last.Link];
        link[0] ^= flip;
        last.MoveTo(last.Sequence + shift, link);

        bench.Judge(node.Topics.Journal, Lost(node, from, last));

        bench.Reject(Rejection.SequenceGap, node.Topics.Journal, behind);
    }

    [TestMethod]
    public void AHeartbeatOfARecordedDayIsNotOfNow()
    {
        TestNode node = new();
        NodeVerifier verifier = new([node.Key], _ => null);
        MessageJudge judge = new(_ => verifier);
        byte[] old = verifier.Challenges.Give(new byte[16], Bench.NowMs);
        byte[] newest = verifier.Challenges.Give([.. Enumerable.Repeat((byte)7, 16)], Bench.NowMs + 60_000);

        node.Nonce = old;
        Assert.IsInstanceOfType<Judgement.Accepted>(judge.Judge(node.Topics.State, node.Heartbeat(), Bench.NowMs + 150_000));
        Assert.AreEqual(
            new Judgement.Rejected(Rejection.Stale, node.Id.Value),
            judge.Judge(node.Topics.State, node.Heartbeat(), Bench.NowMs + 150_001));
        node.Nonce = newest;
        Assert.IsInstanceOfType<Judgement.Accepted>(judge.Judge(node.Topics.State, node.Heartbeat(), Bench.NowMs + 900_000));
        node.Nonce = null;
        Assert.IsInstanceOfType<Judgement.Rejected>(judge.Judge(node.Topics.State, node.Heartbeat(), Bench.NowMs + 900_000));
    }

    /// <summary>The first record is believed; the second and third are gone; the fourth has just been made.</summary>
    private static (TestNode Node, Bench Bench, byte[] Behind) WithGap(out ChainLink last)
    {
        TestNode node = new();
        Bench bench = new(node);
        bench.Accept(node.Topics.Journal, node.Started());
        node.Door("gate", isOpen: true);
        node.Door("gate", isOpen: false);
        last = new ChainLink();
        last.MoveTo(node.Head);
        return (node, bench, node.Door("gate", isOpen: true));
    }

    private static byte[] Lost(TestNode node, long from, ChainLink to)
    {
        return node.Journal(RecordKind.Loss, data => Loss.Write(data, from, to, 1 << (int)RecordKind.Zone));
    }
}
