using System.Collections.Concurrent;

namespace Wugang.Tests.Simulator;

/// <summary>Waits for what should happen soon, and fails the test when it does not.</summary>
internal static class Await
{
    private const int PollMs = 5;

    public static T Next<T>(BlockingCollection<T> happenings)
    {
        bool hasCome = happenings.TryTake(out T? happening, TestBoard.Patience);
        Assert.IsTrue(hasCome, "Nothing happened in time.");
        return happening!;
    }

    public static void Until(Func<bool> condition)
    {
        bool isMet = SpinWait.SpinUntil(
            () =>
            {
                bool isMetNow = condition();
                if (!isMetNow)
                {
                    Thread.Sleep(PollMs);
                }

                return isMetNow;
            },
            TestBoard.Patience);
        Assert.IsTrue(isMet, "The condition was not met in time.");
    }
}
