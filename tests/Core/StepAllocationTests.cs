namespace Wugang.Tests.Core;

/// <summary>A step in which nothing happens leaves nothing for the garbage collector, also while the meters wait or are read.</summary>
[TestClass]
public sealed class StepAllocationTests
{
    [TestMethod]
    public void AnIdleStepAllocatesNothing()
    {
        MeterBoard board = new(new NetMac(), intervalS: 900);
        while (board.ReplyCount < 4 || board.NowMs < 5000)
        {
            board.Step(10);
        }

        Assert.AreEqual(0, AllocatedBy(board, steps: 1000));
    }

    [TestMethod]
    public void WaitingForTheBytesOfAMeterAllocatesNothing()
    {
        MeterBoard board = new(new NetMac(), intervalS: 900);
        board.Step(0);
        while (board.ReplyCount == 0)
        {
            board.Step(10);
        }

        Assert.AreEqual(0, AllocatedBy(board, steps: 10));
    }

    private static long AllocatedBy(MeterBoard board, int steps)
    {
        board.Step(10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < steps; i++)
        {
            board.Step(10);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
