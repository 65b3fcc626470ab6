using Wugang.Supervisor.Rules.Configurations;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>How far a configuration is follows from what the node has said since.</summary>
[TestClass]
public class SentConfigurationTests
{
    private const long SentMs = 1_000_000;
    private const long ExpiresMs = SentMs + 60_000;
    private const long UnderWayMs = 10_000;

    private static readonly SentConfiguration Sent = new(7, 2, "new", ExpiresMs);
    private static readonly ConfigurationInForce Before = new(1, "old", false);

    [TestMethod]
    [DataRow(ExpiresMs + UnderWayMs - 1, ConfigurationProgress.Sent)]
    [DataRow(ExpiresMs + UnderWayMs, ConfigurationProgress.NoAnswer)]
    public void WithoutAnAnswerItIsAwaitedUntilItHasExpired(long nowMs, ConfigurationProgress expected)
    {
        Assert.AreEqual(expected, Sent.ProgressBy(Before, Change("confirmed", 1), answeredId: 6, nowMs));
    }

    [TestMethod]
    [DataRow("refused", null, ConfigurationProgress.Refused)]
    [DataRow("accepted", 2, ConfigurationProgress.Accepted)]
    [DataRow("given_up", 2, ConfigurationProgress.GivenUp)]
    [DataRow("given_up", 1, ConfigurationProgress.Replaced)]
    [DataRow("confirmed", 3, ConfigurationProgress.Replaced)]
    public void UnderTheOneBeforeTheNodesNewestWordCounts(string result, int? version, ConfigurationProgress expected)
    {
        Assert.AreEqual(expected, Sent.ProgressBy(Before, Change(result, version), answeredId: 7, SentMs));
    }

    [TestMethod]
    [DataRow(true, ConfigurationProgress.OnTrial)]
    [DataRow(false, ConfigurationProgress.Kept)]
    public void UnderItselfItIsOnTrialOrKept(bool isOnTrial, ConfigurationProgress expected)
    {
        Assert.AreEqual(expected, Sent.ProgressBy(new ConfigurationInForce(2, "new", isOnTrial), Change("accepted", 2), answeredId: 7, SentMs));
    }

    [TestMethod]
    public void AnAnswerToALaterUpdateReplacesIt()
    {
        Assert.AreEqual(ConfigurationProgress.Replaced, Sent.ProgressBy(Before, Change("accepted", 3), answeredId: 8, SentMs));
    }

    private static ConfigurationChange Change(string result, int? version)
    {
        return new ConfigurationChange(SentMs, result, version, "", []);
    }
}
