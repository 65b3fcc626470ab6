namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// The days of one facility: what the evidence says of each, when that changed, and when it became final. Holds the
/// changes of the last days; older ones are in the ledger.
/// </summary>
/// <param name="facility">The facility.</param>
/// <param name="settings">Tolerances and times.</param>
/// <param name="nodes">The timelines of its nodes, by name.</param>
public sealed class DayBook(string facility, DaySettings settings, Func<IReadOnlyCollection<KeyValuePair<string, ProtectionTimeline>>> nodes)
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
    private long _updatedMs = long.MinValue;
    private long _dueMs = long.MinValue;

    /// <summary>Changes that wait for the next commit.</summary>
    public IReadOnlyList<DayChange> Pending => _pending;

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

    /// <summary>Looks, now and then, whether a day has ended, changed or closed.</summary>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public void Update(long nowMs)
    {
        if (_updatedMs != long.MinValue && nowMs - _updatedMs < UpdateEveryMs)
        {
            return;
        }

        _updatedMs = nowMs;
        IReadOnlyCollection<KeyValuePair<string, ProtectionTimeline>> timelines = nodes();
        foreach ((_, ProtectionTimeline timeline) in timelines)
        {
            _changedFromMs = Math.Min(_changedFromMs, timeline.TakeChangedFromMs());
        }

        // The day that has not had its first verdict yet.
        DateOnly running = settings.DayOf(nowMs - EndGraceMs);
        if (nowMs >= _dueMs || _changedFromMs < settings.StartOf(running))
        {
            UpdateDays(running, timelines, nowMs);
        }

        _changedFromMs = long.MaxValue;
    }

    /// <summary>The verdict on a day: its final one where it has closed, else by the evidence.</summary>
    /// <param name="day">The day in local time.</param>
    /// <param name="changes">Its history in the ledger, oldest first.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC: a day that runs is judged so far.</param>
    public DayVerdict Judge(DateOnly day, IReadOnlyList<DayChange> changes, long nowMs)
    {
        if (changes.LastOrDefault(change => change.Kind == DayChangeKind.Closed) is { } closed)
        {
            return new DayVerdict(closed.After, closed.IsCompliant, IsClosed: true);
        }

        DaySummary summary = Summarise(day, nowMs);
        return new DayVerdict(summary, settings.IsCompliant(summary), IsClosed: false);
    }

    private void UpdateDays(
        DateOnly running,
        IReadOnlyCollection<KeyValuePair<string, ProtectionTimeline>> timelines,
        long nowMs)
    {
        DateOnly oldest = running.AddDays(-DaysKept);
        foreach (DateOnly forgotten in _days.Keys.TakeWhile(day => day < oldest).ToArray())
        {
            _days.Remove(forgotten);
        }

        // From the first day that evidence speaks of, or that has a verdict, to the last that has ended.
        long firstMs = timelines.Min(node => (long?)node.Value.FirstMs) ?? long.MaxValue;
        long oldestMs = settings.StartOf(oldest);
        DateOnly first = firstMs > nowMs ? running : settings.DayOf(Math.Max(firstMs, oldestMs));
        first = _days.Count > 0 && _days.Keys.First() < first ? _days.Keys.First() : first;
        _dueMs = settings.EndOf(running) + EndGraceMs;
        for (DateOnly day = first; day < running; day = day.AddDays(1))
        {
            UpdateDay(day, nowMs);
        }
    }

    private void UpdateDay(DateOnly day, long nowMs)
    {
        DayChange? newest = _days.GetValueOrDefault(day, []).LastOrDefault();
        bool isClosed = newest?.Kind is DayChangeKind.Closed or DayChangeKind.Late;
        bool isTouched = newest is null || _changedFromMs < settings.EndOf(day);
        DaySummary summary = isTouched ? Summarise(day, nowMs) : newest!.After;
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

    private DaySummary Summarise(DateOnly day, long nowMs)
    {
        long startMs = settings.StartOf(day);
        return DaySummary.Of(day, FacilityTimeline.Query(nodes(), startMs, Math.Max(startMs, Math.Min(settings.EndOf(day), nowMs))));
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
