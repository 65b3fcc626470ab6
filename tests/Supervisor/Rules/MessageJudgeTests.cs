using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

[TestClass]
public partial class MessageJudgeTests
{
    [TestMethod]
    public void RecordsInTheirOrderAreBelieved()
    {
        TestNode node = new();
        Bench bench = new(node);

        for (int i = 1; i <= 20; i++)
        {
            byte[] record = node.Door("gate", isOpen: i % 2 == 0);

            VerifiedRecord believed = bench.Accept(node.Topics.Journal, record);

            Assert.AreEqual(i, believed.Sequence);
            Assert.AreSame(record, believed.Bytes);
        }
    }

    [TestMethod]
    public void TheChainOfTheWireVectorsIsBelieved()
    {
        string first = """{"boot":1,"data":{"reset":"power_on","version":"1.0.0"},"kind":"boot","node":"410481001-0007-01","prev":"AAAAAAAAAAAAAAAAAAAAAA","seq":1,"sig":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il0sImtpZCI6IjEifQ..LZYZapoTJS-ai0NgWUqIdk6a6u9DLIlsvOYJjw0cPPQ","t":0,"te":0,"tq":"none","up":1250,"v":1}""";
        string second = """{"boot":1,"data":{"age_ms":120,"interval_s":900,"medium":"electricity","meter":"main","register_wh":12345678},"kind":"meter","node":"410481001-0007-01","prev":"LZYZapoTJS-ai0NgWUqIdg","seq":2,"sig":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il0sImtpZCI6IjEifQ..WO0oQF-nZ_k3RmzD8J7oEuIKnKcdpT9w6LlRRAUPFvQ","t":1763884800000,"te":40,"tq":"sync","up":601250,"v":1}""";
        byte[] secret = [.. Enumerable.Range(0, NodeKey.SecretBytes).Select(i => (byte)i)];
        TestNode node = new();
        Bench bench = new();
        bench.Enrol(node.Id, new NodeKey("1", secret, new SystemMac()));

        bench.Accept(node.Topics.Journal, Encoding.ASCII.GetBytes(first));
        bench.Accept(node.Topics.Journal, Encoding.ASCII.GetBytes(second));
    }

    [TestMethod]
    public void ARecordReceivedTwiceIsTheSameRecord()
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] first = node.Started();
        byte[] second = node.Door("gate", isOpen: true);
        bench.Accept(node.Topics.Journal, first);
        bench.Accept(node.Topics.Journal, second);

        Assert.AreEqual(new Judgement.Repeated(node.Id.Value), bench.Judge(node.Topics.Journal, [.. first]));
        Assert.AreEqual(new Judgement.Repeated(node.Id.Value), bench.Judge(node.Topics.Journal, [.. second]));
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: false));
    }

    [TestMethod]
    public void ANumberUsedBeforeWithOtherBytesIsRefused()
    {
        TestNode node = new();
        TestNode twin = new();
        Bench bench = new(node);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: true));

        bench.Reject(Rejection.SequenceReused, node.Topics.Journal, twin.Door("gate", isOpen: false));
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: false));
    }

    [TestMethod]
    public void AGapIsRefusedUntilWhatIsMissingHasCome()
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] first = node.Started();
        byte[] second = node.Door("gate", isOpen: true);
        byte[] third = node.Door("gate", isOpen: false);
        bench.Accept(node.Topics.Journal, first);

        bench.Reject(Rejection.SequenceGap, node.Topics.Journal, third);
        bench.Accept(node.Topics.Journal, second);
        bench.Accept(node.Topics.Journal, third);
    }

    [TestMethod]
    public void ALinkToAnotherRecordIsRefused()
    {
        TestNode node = new();
        TestNode twin = new();
        Bench bench = new(node);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: true));
        twin.Door("gate", isOpen: false);

        bench.Reject(Rejection.BrokenChain, node.Topics.Journal, twin.Door("gate", isOpen: true));
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: false));
    }

    [TestMethod]
    [DataRow("2", (byte)1, Rejection.UnknownKey)]
    [DataRow("1", (byte)2, Rejection.BadSignature)]
    public void AnotherKeyIsRefused(string keyId, byte secret, Rejection expected)
    {
        TestNode node = new();
        TestNode forger = new(keyId: keyId, secret: secret);
        Bench bench = new(node);

        bench.Reject(expected, node.Topics.Journal, forger.Started());
        bench.Reject(expected, node.Topics.State, forger.Heartbeat());
        bench.Reject(expected, node.Topics.Online, forger.Notice(1, isOnline: true));
        bench.Accept(node.Topics.Journal, node.Started());
    }

    [TestMethod]
    [DataRow("journal")]
    [DataRow("state")]
    [DataRow("online")]
    public void AnyChangedByteIsRefused(string level)
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs, 1000, ClockQuality.Sync) };
        Bench bench = new(node);
        byte[] good = level switch
        {
            "journal" => node.Zone("smoke_1", "smoke", "active", "detected"),
            "state" => node.Heartbeat("gate"),
            _ => node.Notice(3, isOnline: true),
        };
        string topic = $"safety/v1/410481001/0007/01/{level}";

        for (int i = 0; i < good.Length; i++)
        {
            foreach (int change in new[] { 0x01, 0x02, 0x20, 0x80 })
            {
                byte[] bad = [.. good];
                bad[i] ^= (byte)change;
                Assert.IsInstanceOfType<Judgement.Rejected>(bench.Judge(topic, bad), $"byte {i} ^ {change}");
            }
        }

        Assert.IsNotInstanceOfType<Judgement.Rejected>(bench.Judge(topic, good));
    }

    [TestMethod]
    public void TwoKeysAreGoodWhileKeysAreChanged()
    {
        TestNode before = new();
        Bench bench = new();
        bench.Enrol(before.Id, before.Key, TestNode.KeyOf("2", 7));
        bench.Accept(before.Topics.Journal, before.Started());
        TestNode after = before.Successor(keyId: "2", secret: 7);

        bench.Accept(after.Topics.Journal, after.Door("gate", isOpen: true));
        bench.Accept(after.Topics.State, after.Heartbeat());
        TestNode again = after.Successor(keyId: "1");
        bench.Accept(again.Topics.Journal, again.Door("gate", isOpen: false));
        TestNode third = again.Successor(keyId: "3", secret: 7);
        bench.Reject(Rejection.UnknownKey, third.Topics.Journal, third.Door("gate", isOpen: true));
    }

    [TestMethod]
    [DataRow(60_000L, 0L, true)]
    [DataRow(60_001L, 0L, false)]
    [DataRow(65_000L, 5_000L, true)]
    [DataRow(65_001L, 5_000L, false)]
    public void ATimeBeyondToleranceAndErrorIsRefused(long aheadMs, long errorMs, bool isBelieved)
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs + aheadMs, errorMs, ClockQuality.Sync) };
        Bench bench = new(node);

        byte[] heartbeat = node.Heartbeat();

        if (isBelieved)
        {
            bench.Accept(node.Topics.State, heartbeat);
        }
        else
        {
            bench.Reject(Rejection.TimeInFuture, node.Topics.State, heartbeat);
        }
    }

    [TestMethod]
    [DataRow(65_000L, ClockQuality.Sync)]
    [DataRow(65_001L, ClockQuality.None)]
    public void ARecordOfTheJournalIsBelievedWithoutItsTimeWhereThatHasNotCome(long aheadMs, ClockQuality expected)
    {
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs + aheadMs, 5000, ClockQuality.Sync) };

        Assert.AreEqual(expected, new Bench(node).Accept(node.Topics.Journal, node.Started()).Time.Quality);
    }

    [TestMethod]
    [DataRow(0L)]
    [DataRow(1L)]
    public void AnErrorBoundOfMoreThanADayExcusesNothing(long beyondMs)
    {
        long errorMs = Limits.MaxClockErrorMs + beyondMs;
        TestNode node = new() { Time = ClockReading.At(Bench.NowMs + errorMs, errorMs, ClockQuality.Hold) };
        Bench bench = new(node);
        byte[] record = node.Started();

        if (beyondMs == 0)
        {
            bench.Accept(node.Topics.Journal, record);
        }
        else
        {
            bench.Reject(Rejection.BadMember, node.Topics.Journal, record);
        }
    }

    [TestMethod]
    public void ARestoredVerifierGoesOnWhereItWas()
    {
        TestNode node = new();
        Bench bench = new(node);
        VerifiedRecord record = bench.Accept(node.Topics.Journal, node.Started());
        byte[] oldHeartbeat = node.Heartbeat();
        VerifiedRecord heartbeat = bench.Accept(node.Topics.State, node.Heartbeat());

        bench.Enrol(node.Id, node.Key).Restore(record, heartbeat);

        bench.Reject(Rejection.Replayed, node.Topics.State, oldHeartbeat);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: true));
        bench.Accept(node.Topics.State, node.Heartbeat());
    }

    private static byte[] Padded(int bytes)
    {
        byte[] junk = new byte[bytes];
        Array.Fill(junk, (byte)'x');
        return junk;
    }

    [TestMethod]
    public void TwoKilobytesIsTheLimit()
    {
        TestNode node = new();
        Bench bench = new(node);

        bench.Reject(Rejection.NotJson, node.Topics.Journal, Padded(Limits.MaxRecordBytes));
        bench.Reject(Rejection.TooLarge, node.Topics.Journal, Padded(Limits.MaxRecordBytes + 1));
        bench.Reject(Rejection.TooLarge, node.Topics.State, Padded(100_000));
        bench.Reject(Rejection.TooLarge, node.Topics.Online, Padded(Limits.MaxRecordBytes + 1));
        bench.Accept(node.Topics.Journal, node.Started());
    }
}
