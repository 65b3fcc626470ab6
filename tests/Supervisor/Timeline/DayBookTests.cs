using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Tests.Supervisor.Timeline;

/// <summary>Clause P1 by the day: sums, tolerances, late evidence, and the day's close.</summary>
[TestClass]
public sealed class DayBookTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long DayLength = 24 * Hour;

    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly Verdict Protected = new(VerdictState.Protected, []);
    private static readonly Verdict NotProtected = new(VerdictState.NotProtected, ["protection_test"]);

    private readonly ProtectionTimeline _timeline = new();
    private readonly List<DayChange> _stored = [];
    private DaySettings _settings = new() { NotProtectedToleranceS = 60, UnknownToleranceS = 120 };
    private DayBook _book;

    public DayBookTests()
    {
        _book = NewBook();
    }

    private long Midnight => _settings.StartOf(Monday);

    [TestMethod]
    [DataRow(60_000, 120_000, true)]
    [DataRow(60_001, 120_000, false)]
    [DataRow(60_000, 120_001, false)]
    public void ADayIsCompliantWithinBothTolerances(long notProtectedMs, long unknownMs, bool expected)
    {
        _timeline.Add(Midnight, Midnight + notProtectedMs, NotProtected);
        _timeline.Add(Midnight + notProtectedMs, Midnight + DayLength - unknownMs, Protected);

        DayVerdict verdict = DayVerdict.Of(Monday, _settings, [], _timeline.Query(Midnight, Midnight + DayLength));

        Assert.AreEqual(new DaySummary(Monday, DayLength - notProtectedMs - unknownMs, notProtectedMs, unknownMs), verdict.Summary);
        Assert.AreEqual(expected, verdict.IsCompliant);
        Assert.IsFalse(verdict.IsClosed);
    }

    [TestMethod]
    public void TheDayThatRunsIsJudgedSoFar()
    {
        _timeline.Add(Midnight, Midnight + Hour, Protected);

        DayVerdict verdict = DayVerdict.Of(Monday, _settings, [], _timeline.Query(Midnight, Midnight + Hour));

        Assert.AreEqual(new DaySummary(Monday, Hour, 0, 0), verdict.Summary);
        Assert.IsTrue(verdict.IsCompliant);
        Update(Midnight + Hour);
        Assert.IsEmpty(_stored);
    }

    [TestMethod]
    public void ADayEndsAfterItsLastEvidenceHasHadTimeToCome()
    {
        _timeline.Add(Midnight, Midnight + DayLength - Minute, Protected);
        Update(Midnight + DayLength + DayBook.EndGraceMs - 1);
        Assert.IsEmpty(_stored);
        _timeline.Add(Midnight + DayLength - Minute, Midnight + DayLength + Minute, Protected);

        Update(Midnight + DayLength + DayBook.EndGraceMs + DayBook.UpdateEveryMs);

        DayChange ended = _stored.Single();
        Assert.AreEqual(DayChangeKind.Ended, ended.Kind);
        Assert.IsNull(ended.Before);
        Assert.AreEqual(new DaySummary(Monday, DayLength, 0, 0), ended.After);
        Assert.IsTrue(ended.IsCompliant);
    }

    [TestMethod]
    public void LateEvidenceChangesTheDayAndTheChangeIsRecorded()
    {
        _timeline.Add(Midnight, Midnight + (20 * Hour), Protected);
        Update(Midnight + DayLength + Hour);
        _timeline.Add(Midnight + (20 * Hour), Midnight + DayLength, Protected);

        Update(Midnight + DayLength + (2 * Hour));

        DayChange change = _stored[^1];
        Assert.HasCount(2, _stored);
        Assert.AreEqual(DayChangeKind.Changed, change.Kind);
        Assert.AreEqual(_stored[0].After, change.Before);
        Assert.AreEqual(4 * Hour, change.Before!.UnknownMs);
        Assert.AreEqual(0, change.After.UnknownMs);
        Assert.IsTrue(change.IsCompliant);
    }

    [TestMethod]
    public void EvidenceWithinAMinuteIsOneChange()
    {
        _timeline.Add(Midnight, Midnight + Hour, Protected);
        Update(Midnight + DayLength + Hour);
        for (int i = 1; i < 20; i++)
        {
            _timeline.Add(Midnight + (i * Hour), Midnight + ((i + 1) * Hour), Protected);
            Update(Midnight + DayLength + Hour + (i * 1000));
        }

        Update(Midnight + DayLength + Hour + DayBook.UpdateEveryMs);

        Assert.HasCount(2, _stored);
        Assert.AreEqual(20 * Hour, _stored[^1].After.ProtectedMs);
    }

    [TestMethod]
    [DataRow(72)]
    [DataRow(30)]
    public void AClosedDayChangesNoMoreAndLateEvidenceIsRecorded(int closeAfterHours)
    {
        _settings = _settings with { CloseAfterHours = closeAfterHours };
        _book = NewBook();
        _timeline.Add(Midnight, Midnight + (20 * Hour), Protected);
        Update(Midnight + DayLength + Hour);
        long closeMs = Midnight + DayLength + (closeAfterHours * Hour);
        Update(closeMs - 1);
        Assert.IsTrue(_stored.TrueForAll(change => change.Kind == DayChangeKind.Ended));

        Update(closeMs + DayBook.UpdateEveryMs);
        DayChange closed = _stored.Single(change => change.Kind == DayChangeKind.Closed);
        _timeline.Add(Midnight + (20 * Hour), Midnight + DayLength, NotProtected);
        Update(closeMs + Hour);

        DayChange late = _stored.Single(change => change.Kind == DayChangeKind.Late);
        Assert.AreEqual(Monday, closed.Day);
        Assert.AreEqual(closed.After, late.Before);
        Assert.AreEqual(4 * Hour, late.After.NotProtectedMs);
        DayVerdict verdict = DayVerdict.Of(
            Monday, _settings, [.. _stored.Where(change => change.Day == Monday)], _timeline.Query(Midnight, Midnight + DayLength));
        Assert.IsTrue(verdict.IsClosed);
        Assert.AreEqual(closed.After, verdict.Summary);
    }

    [TestMethod]
    public void ARestartFindsNothingNewInTheSameEvidence()
    {
        _timeline.Add(Midnight, Midnight + (20 * Hour), Protected);
        Update(Midnight + (5 * DayLength) + Hour);
        int before = _stored.Count;

        _book = NewBook();
        _book.Restore(_stored);
        Update(Midnight + (5 * DayLength) + (2 * Hour));

        Assert.HasCount(before, _stored);
    }

    [TestMethod]
    public void WhatCameWhileTheSupervisorWasDownIsAChangeAfterItsStart()
    {
        _timeline.Add(Midnight, Midnight + (20 * Hour), Protected);
        Update(Midnight + DayLength + Hour);
        _timeline.Add(Midnight + (20 * Hour), Midnight + DayLength, Protected);
        _timeline.TakeChangedFromMs();

        _book = NewBook();
        _book.Restore(_stored);
        Update(Midnight + DayLength + (2 * Hour));

        Assert.AreEqual(DayChangeKind.Changed, _stored[^1].Kind);
    }

    [TestMethod]
    public void WhatCouldNotBeLookedAtIsLookedAtLater()
    {
        _timeline.Add(Midnight, Midnight + (20 * Hour), Protected);
        Update(Midnight + DayLength + Hour);
        _timeline.Add(Midnight + (20 * Hour), Midnight + DayLength, Protected);
        _book.NoteChange(_timeline.TakeChangedFromMs());
        Assert.IsNotNull(_book.Plan(_timeline.FirstMs, Midnight + DayLength + (2 * Hour)));
        _book.TakeBack();

        Update(Midnight + DayLength + (3 * Hour));

        Assert.AreEqual(DayChangeKind.Changed, _stored[^1].Kind);
    }

    [TestMethod]
    public void APastWithoutAnyEvidenceIsNotRecorded()
    {
        Update(Midnight);
        Update(Midnight + DayLength + Hour);

        Assert.IsEmpty(_stored);
    }

    [TestMethod]
    public void ADayOnWhichNothingCameIsUnknown()
    {
        _timeline.Add(Midnight - DayLength, Midnight - Hour, Protected);
        Update(Midnight + DayLength + Hour);

        DayChange monday = _stored.Single(change => change.Day == Monday);
        Assert.AreEqual(new DaySummary(Monday, 0, 0, DayLength), monday.After);
        Assert.IsFalse(monday.IsCompliant);
    }

    private DayBook NewBook()
    {
        return new DayBook("410481001-0007", _settings);
    }

    /// <summary>Looks, and stores what was found as a commit would.</summary>
    private void Update(long nowMs)
    {
        _book.NoteChange(_timeline.TakeChangedFromMs());
        if (_book.Plan(_timeline.FirstMs, nowMs) is { } time)
        {
            _book.Update(_timeline.Query(time.FromMs, time.ToMs), nowMs);
        }

        _stored.AddRange(_book.Pending);
        _book.ClearPending();
    }
}
