using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Tests.Shared;

/// <summary>A bus meter in steps of 10 Wh beside a pulse meter in steps of 1 Wh: a stretch has at least 1000 Wh.</summary>
[TestClass]
public class ReconciliationTests
{
    private const int Drift = 1 << (int)MeterFault.Drift;
    private const int Stuck = 1 << (int)MeterFault.Stuck;

    [TestMethod]
    [DataRow(1000L, 1000L, 0, 0)]
    [DataRow(1000L, 950L, 0, 0)]
    [DataRow(1000L, 949L, Drift, 0)]
    [DataRow(950L, 1000L, 0, 0)]
    [DataRow(940L, 1000L, Drift, 0)]
    [DataRow(0L, 999L, 0, 0)]
    [DataRow(0L, 1000L, Stuck, 0)]
    [DataRow(990L, 0L, 0, 0)]
    [DataRow(1000L, 0L, 0, Stuck)]
    [DataRow(0L, 0L, 0, 0)]
    public void WhatBothCountedIsCompared(long bus, long pulse, int busFaults, int pulseFaults)
    {
        Reconciliation pair = NewPair(50000, 7);

        pair.Take(50000 + bus, 7 + pulse);

        Assert.AreEqual(busFaults, pair.BusFaults);
        Assert.AreEqual(pulseFaults, pair.PulseFaults);
    }

    [TestMethod]
    public void AStretchIsAsLongAsItTakes()
    {
        Reconciliation pair = NewPair(0, 0);
        for (int i = 1; i < 10; i++)
        {
            pair.Take(0, 100 * i);
            Assert.AreEqual(0, pair.BusFaults);
        }

        pair.Take(0, 1000);
        Assert.AreEqual(Stuck, pair.BusFaults);
    }

    [TestMethod]
    public void AFaultEndsWithAStretchInWhichBothAgree()
    {
        Reconciliation pair = NewPair(0, 0);
        pair.Take(0, 1000);
        pair.Take(900, 1900);
        Assert.AreEqual(Stuck, pair.BusFaults, "the new stretch is too short");

        pair.Take(1000, 2000);
        Assert.AreEqual(0, pair.BusFaults);
    }

    [TestMethod]
    public void ARolloverIsNoDifference()
    {
        Reconciliation pair = new Reconciliation(10, 1000000, 1);
        pair.Take(999500, 0);

        pair.Take(500, 1000);

        Assert.AreEqual(0, pair.BusFaults);
    }

    [TestMethod]
    public void ARegisterThatWentBackBeginsAnew()
    {
        Reconciliation pair = NewPair(50000, 0);
        pair.Take(10, 2000);
        pair.Take(1010, 3000);

        Assert.AreEqual(0, pair.BusFaults);
    }

    private static Reconciliation NewPair(long bus, long pulse)
    {
        Reconciliation pair = new Reconciliation(10, 0, 1);
        pair.Take(bus, pulse);
        return pair;
    }
}
