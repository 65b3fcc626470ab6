using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Timekeeping;

namespace Wugang.Tests.Shared;

/// <summary>The time of day with its error: who is believed, for how long, and against whom.</summary>
[TestClass]
public class NodeClockTests
{
    private const long NoonUnixMs = 1772424000000;
    private const long HourMs = 3600000;

    [TestMethod]
    public void ItKnowsNothingBeforeASourceHasSpoken()
    {
        Assert.AreEqual((int)ClockQuality.None, (int)new NodeClock(0).Read(5000).Quality);
    }

    [TestMethod]
    [DataRow(86400000L, (int)ClockQuality.Hold)]
    [DataRow(86400001L, (int)ClockQuality.None)]
    public void ATimeThatMayBeWrongByMoreThanADayIsNotKnown(long errorMs, int expected)
    {
        NodeClock clock = new(0);
        clock.ObserveBattery(ClockReading.At(NoonUnixMs, errorMs, ClockQuality.Hold), nowMs: 0);

        Assert.AreEqual(expected, (int)clock.Read(0).Quality);
    }

    [TestMethod]
    [DataRow(0L, 1000L)]
    [DataRow(1L, 1001L)]
    [DataRow(10000L, 1001L)]
    [DataRow(10001L, 1002L)]
    [DataRow(3600000L, 1360L)]
    public void TheErrorGrowsByAHundredMillionthsOfTheAge(long ageMs, long errorMs)
    {
        NodeClock clock = SetBySntp();

        Assert.AreEqual(errorMs, clock.Read(ageMs).ErrorMs);
        Assert.AreEqual(NoonUnixMs + ageMs, clock.Read(ageMs).UnixMs);
    }

    [TestMethod]
    public void ItHoldsOnceNoSourceHasAgreedForTwoHours()
    {
        NodeClock clock = SetBySntp();

        Assert.AreEqual((int)ClockQuality.Sync, (int)clock.Read(NodeClock.SyncValidMs).Quality);
        Assert.AreEqual((int)ClockQuality.Hold, (int)clock.Read(NodeClock.SyncValidMs + 1).Quality);
        clock.ObserveSigned(NoonUnixMs + (3 * HourMs), 10, 3 * HourMs);
        Assert.AreEqual((int)ClockQuality.Sync, (int)clock.Read(3 * HourMs).Quality);
    }

    [TestMethod]
    [DataRow(3 * HourMs, 500L, 700L, true)]
    [DataRow(3 * HourMs, 500L, 3000L, false)]
    [DataRow(3 * HourMs, 5000L, 700L, false)]
    [DataRow(1 * HourMs, 500L, 700L, false)]
    public void ABatteryClockIsFollowedAfterLongSilenceWhereItAgreesAndIsMoreExact(
        long ageMs, long aheadMs, long errorMs, bool isFollowed)
    {
        NodeClock clock = SetBySntp();

        clock.ObserveBattery(ClockReading.At(NoonUnixMs + ageMs + aheadMs, errorMs, ClockQuality.Hold), ageMs);

        Assert.AreEqual(NoonUnixMs + ageMs + (isFollowed ? aheadMs : 0), clock.Read(ageMs).UnixMs);
    }

    [TestMethod]
    [DataRow(0L, (int)ClockQuality.Hold)]
    [DataRow(1L, (int)ClockQuality.None)]
    public void ABatteryClockBelowTheFloorIsNotFollowed(long belowMs, int expected)
    {
        NodeClock clock = new NodeClock(NoonUnixMs + belowMs);

        clock.ObserveBattery(ClockReading.At(NoonUnixMs, 60000, ClockQuality.Hold), 0);

        Assert.AreEqual(expected, (int)clock.Read(0).Quality);
    }

    [TestMethod]
    public void ABoardClockThatMerelyRunsOnIsNotASource()
    {
        NodeClock clock = SetBySntp();
        for (long nowMs = 0; nowMs <= 3 * HourMs; nowMs += 30000)
        {
            clock.ObserveBoard(Sntp(NoonUnixMs + nowMs), nowMs);
        }

        Assert.AreEqual((int)ClockQuality.Hold, (int)clock.Read(3 * HourMs).Quality);
    }

    [TestMethod]
    public void ABatteryClockIsFollowedUntilABetterSourceSpeaks()
    {
        NodeClock clock = new NodeClock(0);
        clock.ObserveBattery(ClockReading.At(NoonUnixMs, 60000, ClockQuality.Hold), 0);
        Assert.AreEqual((int)ClockQuality.Hold, (int)clock.Read(0).Quality);

        clock.ObserveBoard(Sntp(NoonUnixMs + 30100), 100);

        Assert.AreEqual((int)ClockQuality.Sync, (int)clock.Read(100).Quality);
        Assert.AreEqual(NoonUnixMs + 30100, clock.Read(100).UnixMs);
    }

    [TestMethod]
    public void AnAnswerIsDatedWithinItsRoundTrip()
    {
        NodeClock clock = new NodeClock(0);

        clock.ObserveSigned(NoonUnixMs, 401, 10000);

        Assert.AreEqual(NoonUnixMs + 201, clock.Read(10000).UnixMs);
        Assert.AreEqual(201 + NodeClock.SignedErrorMs, clock.Read(10000).ErrorMs);
    }

    [TestMethod]
    public void OfTwoThatAgreeTheMoreExactIsFollowed()
    {
        NodeClock clock = SetBySntp();

        clock.ObserveSigned(NoonUnixMs - 2500, 5000, 0);
        Assert.AreEqual(1000L, clock.Read(0).ErrorMs);
        clock.ObserveSigned(NoonUnixMs + 90, 20, 0);

        Assert.AreEqual(510L, clock.Read(0).ErrorMs);
        Assert.AreEqual(0L, clock.TakeStep(), "a correction within the bounds is no step");
    }

    [TestMethod]
    [DataRow(2000L, 0L)]
    [DataRow(2001L, 2001L)]
    [DataRow(-2001L, -2001L)]
    public void AChangeBeyondTwoSecondsIsAStep(long changeMs, long stepMs)
    {
        NodeClock clock = new NodeClock(0);
        clock.ObserveBoard(ClockReading.At(NoonUnixMs, 1, ClockQuality.Sync), 0);

        clock.ObserveBoard(ClockReading.At(NoonUnixMs + 1000 + changeMs, 1, ClockQuality.Sync), 1000);

        Assert.AreEqual(stepMs, clock.TakeStep());
        Assert.AreEqual(0L, clock.TakeStep(), "told once");
        Assert.AreEqual(NoonUnixMs + 1000 + changeMs, clock.Read(1000).UnixMs);
    }

    [TestMethod]
    public void AFalseTimeServerIsNotFollowedAgainstTheSupervisor()
    {
        NodeClock clock = SetBySntp();
        clock.ObserveSigned(NoonUnixMs + 1000, 20, 1000);
        Assert.IsFalse(clock.IsBoardWrong);

        clock.ObserveBoard(Sntp(NoonUnixMs + (24 * HourMs)), 2000);

        Assert.IsTrue(clock.IsBoardWrong);
        Assert.AreEqual(0L, clock.TakeStep());
        Assert.AreEqual(NoonUnixMs + 2010, clock.Read(2000).UnixMs);
        clock.ObserveBoard(Sntp(NoonUnixMs + 3000), 3000);
        Assert.IsFalse(clock.IsBoardWrong);
    }

    [TestMethod]
    public void TheSupervisorIsFollowedAgainstATimeServerThatCameFirst()
    {
        NodeClock clock = SetBySntp();

        clock.ObserveSigned(NoonUnixMs - HourMs, 0, 0);
        clock.ObserveBoard(Sntp(NoonUnixMs + 10), 10);

        Assert.AreEqual(-HourMs, clock.TakeStep());
        Assert.AreEqual(NoonUnixMs - HourMs + 10, clock.Read(10).UnixMs);
        Assert.IsTrue(clock.IsBoardWrong);
    }

    [TestMethod]
    public void TimeNeverRunsBackBelowTheFloor()
    {
        NodeClock clock = new NodeClock(NoonUnixMs);

        clock.ObserveBoard(Sntp(NoonUnixMs - HourMs), 0);
        Assert.AreEqual((int)ClockQuality.None, (int)clock.Read(0).Quality);
        Assert.IsTrue(clock.IsBoardWrong);

        clock.ObserveBoard(Sntp(NoonUnixMs + HourMs), 10);
        Assert.AreEqual(NoonUnixMs + HourMs, clock.Read(10).UnixMs);
    }

    [TestMethod]
    public void ASignedTimeOfAnyAgeIsAFloorOnly()
    {
        NodeClock clock = SetBySntp();

        clock.ObserveSigned(NoonUnixMs - HourMs, -1, 0);
        Assert.AreEqual(NoonUnixMs, clock.Read(0).UnixMs);
        clock.ObserveSigned(NoonUnixMs + HourMs, -1, 0);

        Assert.AreEqual((int)ClockQuality.None, (int)clock.Read(0).Quality, "it was behind what the supervisor had signed before");
        Assert.AreEqual(NoonUnixMs + HourMs, clock.FloorUnixMs);
    }

    [TestMethod]
    [DataRow(1500L, 1000L)]
    [DataRow(60L, 1000L)]
    [DataRow(60L, 100L)]
    public void AClockThatIsLateWithinItsErrorGoesOnFromTheFloor(long lateMs, long errorMs)
    {
        NodeClock clock = new NodeClock(0);
        clock.ObserveBoard(ClockReading.At(NoonUnixMs, errorMs, ClockQuality.Sync), 0);

        clock.ObserveSigned(NoonUnixMs + lateMs, -1, 0);
        clock.ObserveSigned(NoonUnixMs + lateMs, 198000, 0);

        ClockReading reading = clock.Read(10);
        Assert.AreEqual(NoonUnixMs + lateMs + 10, reading.UnixMs, "a late answer does not displace it");
        Assert.AreEqual((errorMs > NodeClock.SignedErrorMs ? errorMs : NodeClock.SignedErrorMs) + 1, reading.ErrorMs);
        Assert.AreEqual((int)ClockQuality.Sync, (int)reading.Quality);
        Assert.AreEqual(0L, clock.TakeStep());
    }

    [TestMethod]
    public void AClockThatIsRaisedByMoreThanTwoSecondsHasStepped()
    {
        NodeClock clock = new NodeClock(0);
        clock.ObserveBattery(ClockReading.At(NoonUnixMs, 60000, ClockQuality.Hold), 0);

        clock.ObserveSigned(NoonUnixMs + 5000, -1, 0);

        Assert.AreEqual(NoonUnixMs + 5000, clock.Read(0).UnixMs);
        Assert.AreEqual(5000L, clock.TakeStep());
    }

    [TestMethod]
    [DataRow(1500L, (int)ClockQuality.Sync)]
    [DataRow(1501L, (int)ClockQuality.None)]
    public void AClockThatIsLateBeyondItsErrorAndTheSupervisorsIsWrong(long lateMs, int expected)
    {
        NodeClock clock = SetBySntp();

        clock.ObserveSigned(NoonUnixMs + lateMs, -1, 0);

        Assert.AreEqual(expected, (int)clock.Read(0).Quality);
    }

    private static NodeClock SetBySntp()
    {
        NodeClock clock = new NodeClock(0);
        clock.ObserveBoard(Sntp(NoonUnixMs), 0);
        return clock;
    }

    private static ClockReading Sntp(long unixMs)
    {
        return ClockReading.At(unixMs, 1000, ClockQuality.Sync);
    }
}
