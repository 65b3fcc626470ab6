using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Tests.Shared;

/// <summary>A meter of at most 1000 Wh an hour that is read every quarter, in steps of 10 Wh; it starts again at 1 000 000.</summary>
[TestClass]
public class RegisterWatchTests
{
    private const long QuarterMs = 900000;
    private const long RolloverAt = 1000000;

    [TestMethod]
    [DataRow(5000L, 5000L, 0)]
    [DataRow(5000L, 5260L, 0)]
    [DataRow(5000L, 5261L, 1 << (int)MeterFault.TooFast)]
    [DataRow(5000L, 4999L, 1 << (int)MeterFault.Backwards)]
    [DataRow(999900L, 160L, 0)]
    [DataRow(999900L, 161L, 1 << (int)MeterFault.TooFast)]
    [DataRow(500001L, 0L, 1 << (int)MeterFault.TooFast)]
    [DataRow(499999L, 0L, 1 << (int)MeterFault.Backwards)]
    public void ARegisterIsHeldAgainstTheOneBefore(long before, long now, int expected)
    {
        RegisterWatch watch = NewWatch();
        watch.Take(before, 0, 0);

        Assert.AreEqual(expected == 0, watch.Take(now, 0, QuarterMs));
        Assert.AreEqual(expected, watch.Faults);
    }

    [TestMethod]
    public void TheFirstRegisterOfAllIsBelieved()
    {
        Assert.IsTrue(NewWatch().Take(123456, 0, 0));
    }

    [TestMethod]
    public void WithoutARolloverEveryStepBackIsOne()
    {
        RegisterWatch watch = new RegisterWatch(1000, 10, 0);
        watch.Take(999999, 0, 0);

        Assert.IsFalse(watch.Take(0, 0, QuarterMs));
        Assert.AreEqual(MeterFaultBits.BitOf(MeterFault.Backwards), watch.Faults);
    }

    [TestMethod]
    public void AMisreadRegisterIsForgottenWithTheNextGoodOne()
    {
        RegisterWatch watch = NewWatch();
        watch.Take(5000, 0, 0);
        watch.Take(90, 0, QuarterMs);

        Assert.IsTrue(watch.Take(5100, 0, 2 * QuarterMs));
        Assert.AreEqual(0, watch.Faults);
    }

    [TestMethod]
    public void ThreeThatFitOneAnotherAreBelieved()
    {
        RegisterWatch watch = NewWatch();
        watch.Take(5000, 0, 0);

        Assert.IsFalse(watch.Take(90, 0, QuarterMs));
        Assert.IsFalse(watch.Take(100, 0, 2 * QuarterMs));
        Assert.IsTrue(watch.Take(110, 0, 3 * QuarterMs));
        Assert.AreEqual(0, watch.Faults);
        Assert.IsFalse(watch.Take(5000, 0, 4 * QuarterMs), "what was before is over");
    }

    [TestMethod]
    public void RegistersThatJumpAboutAreNeverBelieved()
    {
        RegisterWatch watch = NewWatch();
        watch.Take(5000, 0, 0);
        for (int i = 1; i <= 20; i++)
        {
            Assert.IsFalse(watch.Take(i % 2 == 0 ? 90 : 70000, 0, i * QuarterMs), i.ToString());
        }
    }

    [TestMethod]
    public void AStrangerIsNotBelievedThoughItsRegisterFits()
    {
        RegisterWatch watch = NewWatch();
        watch.Take(5000, 0, 0);
        int changed = MeterFaultBits.BitOf(MeterFault.Changed);

        Assert.IsFalse(watch.Take(5010, changed, QuarterMs));
        Assert.AreEqual(changed, watch.Faults);
        Assert.IsFalse(watch.Take(5020, changed, 2 * QuarterMs));
        Assert.IsTrue(watch.Take(5030, changed, 3 * QuarterMs), "a meter that was replaced");
    }

    [TestMethod]
    [DataRow(5000L, true)]
    [DataRow(749010L, true)]
    [DataRow(749011L, false)]
    [DataRow(4999L, false)]
    public void AfterARestartAMonthMayHavePassed(long now, bool isBelieved)
    {
        RegisterWatch watch = NewWatch();
        watch.Resume(5000);

        Assert.AreEqual(isBelieved, watch.Take(now, 0, 0));
    }

    private static RegisterWatch NewWatch()
    {
        return new RegisterWatch(1000, 10, RolloverAt);
    }
}
