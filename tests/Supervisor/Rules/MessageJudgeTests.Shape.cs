using System.Text;
using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

// Topics, text that is no record, heartbeats and notices.
public partial class MessageJudgeTests
{
    [TestMethod]
    [DataRow("", Rejection.NotJson)]
    [DataRow("hello", Rejection.NotJson)]
    [DataRow("{", Rejection.NotJson)]
    [DataRow("[]", Rejection.BadMember)]
    [DataRow("{}", Rejection.BadMember)]
    [DataRow("{ }", Rejection.NotCanonical)]
    [DataRow(" {}", Rejection.NotCanonical)]
    [DataRow("{\"boot\": 1}", Rejection.NotCanonical)]
    [DataRow("{\"boot\":1.5}", Rejection.NotCanonical)]
    [DataRow("{\"boot\":null}", Rejection.NotCanonical)]
    [DataRow("{\"boot\":0}", Rejection.BadMember)]
    [DataRow("{\"boot\":9007199254740992}", Rejection.NotCanonical)]
    public void TextThatIsNoRecordIsRefused(string text, Rejection expected)
    {
        TestNode node = new();
        Bench bench = new(node);

        bench.Reject(expected, node.Topics.Journal, Encoding.UTF8.GetBytes(text));
        bench.Accept(node.Topics.Journal, node.Started());
    }

    [TestMethod]
    [DataRow(":1}", ":1 }", Rejection.NotCanonical)]
    [DataRow(",\"v\":1}", ",\"v\":2}", Rejection.UnknownVersion)]
    [DataRow(",\"v\":1}", ",\"v\":1,\"w\":1}", Rejection.BadMember)]
    [DataRow("\"kind\":\"boot\"", "\"kind\":\"party\"", Rejection.BadMember)]
    [DataRow("\"tq\":\"none\"", "\"tq\":\"sync\"", Rejection.BadMember)]
    [DataRow("\"seq\":1,", "\"seq\":0,", Rejection.BadMember)]
    public void ARecordSpeltOtherwiseIsRefused(string good, string bad, Rejection expected)
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] record = node.Started();
        string text = Encoding.ASCII.GetString(record);
        StringAssert.Contains(text, good);

        bench.Reject(expected, node.Topics.Journal, Encoding.ASCII.GetBytes(text.Replace(good, bad)));
        bench.Accept(node.Topics.Journal, record);
    }

    [TestMethod]
    [DataRow("safety/v1/410481001/0007/01")]
    [DataRow("safety/v1/410481001/0007/01/cmd")]
    [DataRow("safety/v1/410481001/0007/01/ack")]
    [DataRow("safety/v1/410481001/0007/01/journal/x")]
    [DataRow("safety/v1/41048100/0007/01/journal")]
    [DataRow("safety/v1/41048100x/0007/01/journal")]
    [DataRow("safety/v1////journal")]
    [DataRow("")]
    public void ATopicThatNodesDoNotUseIsRefused(string topic)
    {
        TestNode node = new();
        Bench bench = new(node);

        Judgement judgement = bench.Judge(topic, node.Started());

        Assert.AreEqual(new Judgement.Rejected(Rejection.UnknownTopic, null), judgement);
    }

    [TestMethod]
    public void ANodeThatIsNotEnrolledIsRefusedByName()
    {
        TestNode stranger = new("77");
        Bench bench = new(new TestNode());

        Judgement judgement = bench.Judge(stranger.Topics.Journal, stranger.Started());

        Assert.AreEqual(new Judgement.Rejected(Rejection.UnknownNode, stranger.Id.Value), judgement);
    }

    [TestMethod]
    public void AMessageOnATopicOfAnotherKindOrNodeIsRefused()
    {
        TestNode node = new();
        TestNode other = new("02");
        Bench bench = new(node, other);
        byte[] record = node.Started();
        byte[] heartbeat = node.Heartbeat();
        byte[] birth = node.Notice(1, isOnline: true);

        bench.Reject(Rejection.WrongTopic, other.Topics.Journal, record);
        bench.Reject(Rejection.WrongTopic, other.Topics.State, heartbeat);
        bench.Reject(Rejection.WrongTopic, other.Topics.Online, birth);
        bench.Reject(Rejection.WrongTopic, node.Topics.State, record);
        bench.Reject(Rejection.WrongTopic, node.Topics.Journal, heartbeat);
        bench.Reject(Rejection.BadMember, node.Topics.Online, record);
        bench.Reject(Rejection.BadMember, node.Topics.Journal, birth);
        bench.Accept(node.Topics.Journal, record);
        bench.Accept(node.Topics.State, heartbeat);
        bench.AcceptNotice(node, birth, isOnline: true);
    }

    [TestMethod]
    public void AnOldHeartbeatIsAReplayAndTheNewestARepeat()
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] first = node.Heartbeat();
        byte[] second = node.Heartbeat();
        bench.Accept(node.Topics.State, first);
        bench.Accept(node.Topics.State, second);

        Assert.IsInstanceOfType<Judgement.Repeated>(bench.Judge(node.Topics.State, second));
        bench.Reject(Rejection.Replayed, node.Topics.State, first);
        TestNode rebooted = node.Successor(boot: 2);
        bench.Accept(node.Topics.State, rebooted.Heartbeat());
        bench.Reject(Rejection.Replayed, node.Topics.State, node.Heartbeat());
    }

    [TestMethod]
    public void AHeartbeatMayRunAheadOfTheJournalAndBehindIt()
    {
        TestNode node = new();
        Bench bench = new(node);
        byte[] first = node.Started();
        byte[] atFirst = node.Heartbeat();
        byte[] second = node.Door("gate", isOpen: true);
        byte[] third = node.Door("gate", isOpen: false);
        byte[] atThird = node.Heartbeat();
        bench.Accept(node.Topics.Journal, first);
        bench.Accept(node.Topics.Journal, second);

        bench.Accept(node.Topics.State, atFirst);
        bench.Accept(node.Topics.State, atThird);
        bench.Accept(node.Topics.Journal, third);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void AHeartbeatThatVouchesForAnotherChainIsRefused(int length)
    {
        TestNode node = new();
        TestNode twin = new();
        Bench bench = new(node);
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: true));
        bench.Accept(node.Topics.Journal, node.Door("gate", isOpen: false));
        for (int i = 0; i < length; i++)
        {
            twin.Started();
        }

        bench.Reject(Rejection.BrokenChain, node.Topics.State, twin.Heartbeat());
        bench.Accept(node.Topics.State, node.Heartbeat());
    }

    [TestMethod]
    public void ALateWillDoesNotOverrideANewerBirth()
    {
        TestNode node = new();
        TestNode rebooted = node.Successor(boot: 2);
        Bench bench = new(node);
        bench.AcceptNotice(node, node.Notice(1, isOnline: true), isOnline: true);
        bench.AcceptNotice(node, node.Notice(1, isOnline: false), isOnline: false);
        bench.AcceptNotice(node, node.Notice(2, isOnline: true), isOnline: true);

        bench.Reject(Rejection.Replayed, node.Topics.Online, node.Notice(1, isOnline: false));
        bench.Reject(Rejection.Replayed, node.Topics.Online, node.Notice(1, isOnline: true));
        bench.AcceptNotice(node, rebooted.Notice(1, isOnline: true), isOnline: true);
        bench.Reject(Rejection.Replayed, node.Topics.Online, node.Notice(2, isOnline: false));
        bench.Reject(Rejection.Replayed, node.Topics.Online, node.Notice(9, isOnline: true));
        Assert.IsInstanceOfType<Judgement.Repeated>(bench.Judge(node.Topics.Online, rebooted.Notice(1, isOnline: true)));
        bench.AcceptNotice(node, rebooted.Notice(1, isOnline: false), isOnline: false);
    }

    [TestMethod]
    public void ARestoredVerifierRefusesNoticesOfOlderBoots()
    {
        TestNode old = new();
        TestNode node = old.Successor(boot: 2);
        Bench bench = new(node);
        VerifiedRecord record = bench.Accept(node.Topics.Journal, node.Started());

        bench.Enrol(node.Id, node.Key).Restore(record, null);

        bench.Reject(Rejection.Replayed, node.Topics.Online, old.Notice(5, isOnline: true));
        bench.AcceptNotice(node, node.Notice(1, isOnline: true), isOnline: true);
    }
}
