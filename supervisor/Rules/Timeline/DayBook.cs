namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// The days of one facility: what the evidence says of each, when that changed, and when it became final. Holds the
/// changes of the last days; older ones are in the ledger.
/// </summary>
/// <param name="facility">The facility.</param>
/// <param name="settings">Tolerances and times.</param>
public sealed class DayBook(string facility, DaySettings settings)
{
    /// <summary>Days that are kept up to date.</summary>
    public const int DaysKept = 34;

    /// <summary>How long after its end a day gets its first verdict, so that the evidence of its last minutes is there, in milliseconds.</summary>
    public const long EndGraceMs = 300_000;

    /// <summary>Evidence that comes within this time makes one change, in milliseconds.</summary>
    public const long UpdateEveryMs = 60_000;

    private readonly SortedDictionary<DateOnly, List<DayChange>> _days = [];
    private readonly List<DayChange> _pending = [];
    private long _changedFromMs = long.MaxValue;
    private (DateOnly First, DateOnly Running, long ChangedFromMs) _plan;
    private long _updatedMs = long.MinValue;
    private long _dueMs = long.MinValue;

    /// <summary>Changes that wait for the next commit.</summary>
    public IReadOnlyList<DayChange> Pending => _pending;

    /// <summary>From when on <see cref="Plan"/> may find something to do, milliseconds since 1970 UTC.</summary>
    public long NextPlanMs => _updatedMs == long.MinValue ? 0 : _updatedMs + UpdateEveryMs;

    /// <summary>Goes on with the changes of an earlier run, oldest first.</summary>
    public void Restore(IEnumerable<DayChange> changes)
    {
        _days.Clear();
        _pending.Clear();
        (_changedFromMs, _updatedMs, _dueMs) = (long.MinValue, long.MinValue, long.MinValue);
        foreach (DayChange change in changes)
        {
            Note(change);
        }
    }

    /// <summary>Notes that all that was pending is stored.</summary>
    public void ClearPending()
    {
        _pending.Clear();
    }

    /// <summary>Notes that the verdicts on instants from this one on may have changed.</summary>
    public void NoteChange(long fromMs)
    {
        _changedFromMs = Math.Min(_changedFromMs, fromMs);
    }

    /// <summary>
    /// Looks, now and then, whether a day has ended, changed or closed: the time whose verdicts <see cref="Update"/> needs to tell, or
    /// null where nothing is to be done.
    /// </summary>
    /// <param name="firstMs">First instant that any evidence speaks of; <see cref="long.MaxValue"/> without any.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public (long FromMs, long ToMs)? Plan(long firstMs, long nowMs)
    {
        if (_updatedMs != long.MinValue && nowMs - _updatedMs < UpdateEveryMs)
        {
            return null;
        }

        _updatedMs = nowMs;
        (long changedFromMs, _changedFromMs) = (_changedFromMs, long.MaxValue);

        // The day that has not had its first verdict yet.
        DateOnly running = settings.DayOf(nowMs - EndGraceMs);
        if (nowMs < _dueMs && changedFromMs >= settings.StartOf(running))
        {
            return null;
        }

        Forget(running.AddDays(-DaysKept));
        DateOnly first = FindFirst(running, firstMs, nowMs);
        _plan = (first, running, changedFromMs);
        while (first < running && !IsTouched(first, changedFromMs))
        {
            first = first.AddDays(1);
        }

        return (settings.StartOf(first), settings.StartOf(running));
    }

    /// <summary>Does what <see cref="Plan"/> found to be done.</summary>
    /// <param name="segments">The verdicts on the time that it told of.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public void Update(IReadOnlyList<TimelineSegment> segments, long nowMs)
    {
        (DateOnly first, DateOnly running, long changedFromMs) = _plan;
        _dueMs = settings.EndOf(running) + EndGraceMs;
        for (DateOnly day = first; day < running; day = day.AddDays(1))
        {
            DaySummary? changed = IsTouched(day, changedFromMs)
                ? DaySummary.Of(day, segments, settings.StartOf(day), settings.EndOf(day))
                : null;
            UpdateDay(day, changed, nowMs);
        }
    }

    /// <summary>What <see cref="Plan"/> found could not be done, as the verdicts were not to be had: it is planned once more.</summary>
    public void TakeBack()
    {
        NoteChange(_plan.ChangedFromMs);
    }

    private void Forget(DateOnly oldest)
    {
        foreach (DateOnly forgotten in _days.Keys.TakeWhile(day => day < oldest).ToArray())
        {
            _days.Remove(forgotten);
        }
    }

    /// <summary>The first day that evidence speaks of, or that has a verdict.</summary>
    private DateOnly FindFirst(DateOnly running, long firstMs, long nowMs)
    {
        long oldestMs = settings.StartOf(running.AddDays(-DaysKept));
        DateOnly first = firstMs > nowMs ? running : settings.DayOf(Math.Max(firstMs, oldestMs));
        return _days.Count > 0 && _days.Keys.First() < first ? _days.Keys.First() : first;
    }

    private bool IsTouched(DateOnly day, long changedFromMs)
    {
        return !_days.ContainsKey(day) || changedFromMs < settings.EndOf(day);
    }

    /// <param name="day">The day.</param>
    /// <param name="changed">What the evidence says of it, or null where that cannot have changed.</param>
    /// <param name="nowMs">The supervisor's time.</param>
    private void UpdateDay(DateOnly day, DaySummary? changed, long nowMs)
    {
        DayChange? newest = _days.GetValueOrDefault(day, []).LastOrDefault();
        bool isClosed = newest?.Kind is DayChangeKind.Closed or DayChangeKind.Late;
        DaySummary summary = changed ?? newest!.After;
        if (newest is null || summary != newest.After)
        {
            Record(newest is null ? DayChangeKind.Ended : isClosed ? DayChangeKind.Late : DayChangeKind.Changed);
        }

        if (!isClosed && nowMs >= settings.CloseOf(day))
        {
            Record(DayChangeKind.Closed);
        }
        else if (!isClosed)
        {
            _dueMs = Math.Min(_dueMs, settings.CloseOf(day));
        }

        void Record(DayChangeKind kind)
        {
            DaySummary? before = _days.GetValueOrDefault(day, []).LastOrDefault()?.After;
            DayChange change = new(facility, nowMs, kind, before, summary, settings.IsCompliant(summary));
            Note(change);
            _pending.Add(change);
        }
    }

    private void Note(DayChange change)
    {
        if (!_days.TryGetValue(change.Day, out List<DayChange>? changes))
        {
            _days[change.Day] = changes = [];
        }

        changes.Add(change);
    }
}
