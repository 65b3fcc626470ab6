using Wugang.Supervisor.Rules;

namespace Wugang.Tests.Supervisor.Rules;

[TestClass]
public class ChallengeBookTests
{
    private const long NowMs = 1_795_478_400_000;

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
