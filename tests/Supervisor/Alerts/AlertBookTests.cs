using Wugang.Supervisor.Rules.Alerts;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>When alerts open, repeat and end (docs/reference/alerts.md).</summary>
[TestClass]
public class AlertBookTests
{
    private const string Facility = "410481001-0007";
    private const string Node = "410481001-0007-01";
    private const long StartMs = 1_000_000;

    private static readonly AlertKey Panic = new(AlertKind.Alarm, Node, "hall_panic");
    private static readonly AlertKey Forged = new(AlertKind.Forgery, Node, "bad_signature");
    private static readonly AlertKey Unknown = new(AlertKind.UnknownTooLong, Node, "");

    [TestMethod]
    public void AConditionOpensOneAlertHoweverOftenItIsSeen()
    {
        AlertBook book = new(Facility);
        for (int i = 0; i < 100; i++)
        {
            book.Observe([Alarm(mark: 5)], StartMs + (i * 1000));
            Store(book, StartMs + (i * 1000));
        }

        Alert alert = book.Unclosed.Single();
        Assert.AreEqual((Panic, 1L, 0L, AlertState.Open), (alert.Key, alert.Count, alert.EndedMs, alert.State));
    }

    [TestMethod]
    public void WhatIsOverStaysUntilAPersonClosesIt()
    {
        AlertBook book = Holding(Alarm(mark: 5));

        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs + 20_000);

        Alert alert = book.Unclosed.Single();
        Assert.AreEqual((StartMs + 20_000, AlertState.Open), (alert.EndedMs, alert.State));
    }

    [TestMethod]
    public void AnAlarmThatWasResetBeforeAnybodyLookedIsAnAlertAllTheSame()
    {
        AlertBook book = new(Facility);

        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs);
        Alert alert = Store(book, StartMs).Single();
        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs + 1000);

        Assert.AreEqual((StartMs, 1L), (alert.EndedMs, alert.Count));
        CollectionAssert.AreEqual(new[] { AlertChange.Opened, AlertChange.Ended }, alert.ChangesSince(null).ToArray());
        Assert.IsEmpty(book.FindDue(StartMs + 60_000));
    }

    [TestMethod]
    public void ASecondAlarmOfAZoneIsCountedOnTheSameAlert()
    {
        AlertBook book = Holding(Alarm(mark: 5));

        book.Observe([Alarm(mark: 9)], StartMs + 20_000);

        AlertUpdate update = book.FindDue(StartMs + 20_000).Single();
        Assert.AreEqual(2, update.Now.Count);
        CollectionAssert.AreEqual(new[] { AlertChange.Repeated }, update.Now.ChangesSince(update.Before).ToArray());
    }

    [TestMethod]
    public void AClosedAlertWhoseConditionGoesOnOpensANewOne()
    {
        AlertBook book = Holding(Alarm(mark: 5));

        book.Close(book.Unclosed.Single().Id);
        Assert.IsEmpty(book.Unclosed);
        book.Observe([Alarm(mark: 5)], StartMs + 1000);

        Assert.IsNull(book.FindDue(StartMs + 1000).Single().Before);
    }

    [TestMethod]
    public void AClosedAlertThatIsOverComesBackWithTheNextAlarmOnly()
    {
        AlertBook book = Holding(Alarm(mark: 5));
        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs + 20_000);
        book.Close(book.Unclosed.Single().Id);

        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs + 30_000);
        Assert.IsEmpty(book.FindDue(StartMs + 30_000));
        book.Observe([Alarm(mark: 6)], StartMs + 40_000);
        Assert.HasCount(1, book.FindDue(StartMs + 40_000));
    }

    [TestMethod]
    [DataRow(899_999, 0)]
    [DataRow(900_000, 1)]
    public void ToBeUnknownIsAnAlertFromItsLimitOn(long afterMs, int count)
    {
        AlertBook book = new(Facility);

        book.Observe([Silence(dueMs: StartMs + 900_000)], StartMs + afterMs);

        Assert.HasCount(count, book.FindDue(StartMs + afterMs));
    }

    [TestMethod]
    public void ToBeUnknownGoesOnOverARestartThoughItsTimeBeginsAnew()
    {
        AlertBook before = Holding(Silence(dueMs: StartMs));
        AlertBook after = new(Facility);
        after.Restore(new StoredAlerts([.. before.Unclosed], new Dictionary<AlertKey, long>(), 0));

        after.Observe([Silence(dueMs: StartMs + 900_000)], StartMs + 20_000);

        Assert.AreEqual(0, after.Unclosed.Single().EndedMs);
        Assert.IsEmpty(after.FindDue(StartMs + 60_000));
    }

    [TestMethod]
    public void AHundredThousandForgeriesAreOneAlertAndFewWrites()
    {
        AlertBook book = new(Facility);
        int writes = 0;
        for (int i = 0; i < 1000; i++)
        {
            long nowMs = StartMs + (i * 100);
            book.Note(new AlertOccurrence(Forged, 100, nowMs), nowMs);
            book.Observe([], nowMs);
            writes += Store(book, nowMs).Count;
        }

        Store(book, StartMs + 200_000);
        Assert.AreEqual(100_000, book.Unclosed.Single().Count);
        Assert.IsLessThanOrEqualTo(11, writes);
    }

    [TestMethod]
    public void WhatHappensAtAnInstantIsOverAfterAQuietTime()
    {
        AlertBook book = new(Facility);
        book.Note(new AlertOccurrence(Forged, 1, StartMs), StartMs);
        Store(book, StartMs);

        book.Observe([], StartMs + AlertBook.QuietMs - 1);
        Assert.AreEqual(0, book.Unclosed.Single().EndedMs);
        book.Observe([], StartMs + AlertBook.QuietMs);

        Assert.AreEqual(StartMs + AlertBook.QuietMs, book.Unclosed.Single().EndedMs);
    }

    [TestMethod]
    public void TooManyAlertsAreCountedAndNotKept()
    {
        AlertBook book = new(Facility);

        book.Observe(Enumerable.Range(0, AlertBook.UnclosedMax + 5).Select(i => new AlertCondition(Panic with { Subject = $"z{i}" }, "", StartMs)), StartMs);

        Assert.HasCount(AlertBook.UnclosedMax, book.FindDue(StartMs));
        Assert.AreEqual(5, book.DroppedCount);
    }

    [TestMethod]
    public void WhatWasOverBeforeAlertsWereKeptOpensNone()
    {
        AlertBook book = new(Facility);
        book.Restore(new StoredAlerts([], new Dictionary<AlertKey, long>(), StartMs + 1));

        book.Observe([Alarm(mark: 5) with { Holds = false }], StartMs + 1000);

        Assert.IsEmpty(book.FindDue(StartMs + 1000));
    }

    [TestMethod]
    public void WhatIsStoredSlowlyKeepsWhatHappenedMeanwhile()
    {
        AlertBook book = new(Facility);
        book.Note(new AlertOccurrence(Forged, 1, StartMs), StartMs);
        AlertUpdate update = book.FindDue(StartMs).Single();
        book.Note(new AlertOccurrence(Forged, 4, StartMs + 1), StartMs + 1);

        book.Confirm(update, update.Now with { Id = 7 }, StartMs + 2);

        Assert.AreEqual((7L, 5L), (book.Unclosed.Single().Id, book.Unclosed.Single().Count));
        Assert.AreEqual(1, book.FindDue(StartMs + 20_000).Single().Before!.Count);
    }

    private static AlertCondition Alarm(long mark)
    {
        return new AlertCondition(Panic, "panic detected", StartMs) { Mark = mark };
    }

    private static AlertCondition Silence(long dueMs)
    {
        return new AlertCondition(Unknown, "node_silent", StartMs) { DueMs = dueMs };
    }

    private static AlertBook Holding(AlertCondition condition)
    {
        AlertBook book = new(Facility);
        book.Observe([condition], StartMs);
        Store(book, StartMs);
        return book;
    }

    /// <summary>Stores what is due, as the registry would.</summary>
    private static List<Alert> Store(AlertBook book, long nowMs)
    {
        List<Alert> stored = [];
        foreach (AlertUpdate update in book.FindDue(nowMs))
        {
            Alert alert = update.Now with { Id = update.Now.Id != 0 ? update.Now.Id : book.Unclosed.Count() + 1 };
            book.Confirm(update, alert, nowMs);
            stored.Add(alert);
        }

        return stored;
    }
}
