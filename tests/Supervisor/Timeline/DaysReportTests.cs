using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1: the days of a month are added up from their newest verdicts.</summary>
[TestClass]
public sealed class DaysReportTests
{
    private static readonly DateOnly First = new(2026, 3, 2);

    [TestMethod]
    public void EachDayCountsOnceByItsNewestVerdict()
    {
        DaysReport report = DaysReport.Of(
        [
            Change(First, DayChangeKind.Ended, 0, isCompliant: false),
            Change(First.AddDays(1), DayChangeKind.Ended, 5000, isCompliant: true),
            Change(First, DayChangeKind.Changed, 7000, isCompliant: true),
            Change(First, DayChangeKind.Closed, 7000, isCompliant: true),
        ]);

        Assert.AreEqual(new DaysReport(2, 2, 1, 12_000, 1, 2), report with { NotProtectedMs = 1, UnknownMs = 2 });
    }

    [TestMethod]
    public void WhatComesAfterTheCloseChangesNothing()
    {
        DaysReport report = DaysReport.Of(
        [
            Change(First, DayChangeKind.Closed, 1000, isCompliant: false),
            Change(First, DayChangeKind.Late, 86_400_000, isCompliant: true),
        ]);

        Assert.AreEqual((0, 1000L), (report.CompliantDays, report.ProtectedMs));
    }

    [TestMethod]
    public void WithoutVerdictsThereIsNothing()
    {
        Assert.AreEqual(new DaysReport(0, 0, 0, 0, 0, 0), DaysReport.Of([]));
    }

    private static DayChange Change(DateOnly day, DayChangeKind kind, long protectedMs, bool isCompliant)
    {
        return new DayChange("410481001-0007", 0, kind, null, new DaySummary(day, protectedMs, 0, 0), isCompliant);
    }
}
