using Wugang.Supervisor.Rules;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

[TestClass]
public class ChallengeBookTests
{
    private const long NowMs = 1_795_478_400_000;

    [TestMethod]
    [DataRow(true, Bench.NowMs)]
    [DataRow(false, 0L)]
    public void AHeartbeatWithoutADateIsOfNowOnlyIfItAnswersTheSupervisor(bool isAnswer, long expectedMs)
    {
        TestNode node = new();
        NodeVerifier verifier = new([node.Key], _ => null);
        MessageJudge judge = new(_ => verifier);
        node.Nonce = isAnswer ? verifier.Challenges.Give(new byte[16], Bench.NowMs) : null;
        NodeStatus status = new();

        status.Apply(((Judgement.Accepted)judge.Judge(node.Topics.State, node.Heartbeat(), Bench.NowMs)).Record, Bench.NowMs);

        Assert.AreEqual(expectedMs, status.HeartbeatMs);
    }

    [TestMethod]
    public void AChallengeIsGivenAgainForTenSeconds()
    {
        ChallengeBook book = new();
        byte[] first = book.Give([1], NowMs);

        Assert.AreSame(first, book.Give([2], NowMs + ChallengeBook.RenewAfterMs - 1));
        Assert.AreNotSame(first, book.Give([3], NowMs + ChallengeBook.RenewAfterMs));
    }

    [TestMethod]
    public void BeforeAnyChallengeWasGivenNothingIsStale()
    {
        Assert.IsFalse(new ChallengeBook().IsStale(null, NowMs));
    }

    [TestMethod]
    public void TheNewestIsNeverStale()
    {
        ChallengeBook book = new();
        byte[] only = book.Give([1], NowMs);

        Assert.IsFalse(book.IsStale(only, NowMs + (3600 * 1000)), "the supervisor was away from its broker");
    }

    [TestMethod]
    [DataRow(ChallengeBook.GraceMs, false)]
    [DataRow(ChallengeBook.GraceMs + 1, true)]
    public void AnUnknownOneIsStaleOnceTheNodeHasHadTimeToHear(long afterMs, bool isStale)
    {
        ChallengeBook book = new();
        book.Give([1], NowMs);

        Assert.AreEqual(isStale, book.IsStale([9], NowMs + afterMs));
        Assert.AreEqual(isStale, book.IsStale(null, NowMs + afterMs));
    }

    [TestMethod]
    public void ANodeThatHasJustConnectedMayStillEchoWhatItHeardBefore()
    {
        ChallengeBook book = new();
        byte[] old = book.Give([1], NowMs);
        for (int i = 1; i <= 40; i++)
        {
            book.Give([2], NowMs + (i * 60_000));
        }

        long nowMs = NowMs + (40 * 60_000);
        Assert.IsTrue(book.IsStale(old, nowMs));
        book.NoteConnected(nowMs);
        Assert.IsFalse(book.IsStale(old, nowMs + ChallengeBook.GraceMs - 1));
        Assert.IsTrue(book.IsStale(old, nowMs + ChallengeBook.GraceMs + 1));
    }
}
