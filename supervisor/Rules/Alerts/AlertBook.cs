namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>
/// The alerts of one facility that nobody has closed: opens them, counts what happens again, notes what is over. It closes none, for only a
/// person does. It holds no clock and stores nothing: what is due to be stored is taken with <see cref="FindDue"/> and given back with
/// <see cref="Confirm"/>. Not for two threads at once.
/// </summary>
public sealed class AlertBook(string facility)
{
    /// <summary>Alerts of a facility that are not closed, at most; what comes then is counted in <see cref="DroppedCount"/>.</summary>
    public const int UnclosedMax = 2000;

    /// <summary>What happened at an instant is over when it has not happened again for so long, in milliseconds.</summary>
    public const long QuietMs = 600_000;

    /// <summary>A known alert is stored at most so often, in milliseconds, so that nothing that happens a thousand times costs a thousand writes.</summary>
    public const long StoreEveryMs = 10_000;

    private readonly Dictionary<AlertKey, Entry> _entries = [];
    private readonly Dictionary<AlertKey, long> _marks = [];
    private long _beganMs;

    /// <summary>All that are stored and not closed, newest first.</summary>
    public IEnumerable<Alert> Unclosed => _entries.Values.Select(entry => entry.Now).Where(alert => alert.Id != 0).OrderByDescending(alert => alert.Id);

    /// <summary>What would have opened an alert and did not, as there were too many.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Goes on from what is stored; what was noted before stays on top of it.</summary>
    public void Restore(StoredAlerts stored)
    {
        _beganMs = stored.BeganMs;
        foreach ((AlertKey key, long mark) in stored.Marks)
        {
            _marks[key] = mark;
        }

        foreach (Alert alert in stored.Unclosed)
        {
            Adopt(alert, 0);
        }
    }

    /// <summary>Notes something that happened at an instant.</summary>
    public void Note(AlertOccurrence occurrence, long nowMs)
    {
        Entry? entry = _entries.GetValueOrDefault(occurrence.Key);
        if (entry is null)
        {
            Open(occurrence.Key, "", occurrence.AtMs, 0, occurrence.Count, nowMs);
            return;
        }

        entry.Now = entry.Now with { Count = entry.Now.Count + occurrence.Count, NewestMs = occurrence.AtMs, EndedMs = 0 };
    }

    /// <summary>Takes in what one look at all nodes of the facility finds.</summary>
    public void Observe(IEnumerable<AlertCondition> conditions, long nowMs)
    {
        HashSet<AlertKey> seen = [];
        foreach (AlertCondition condition in conditions)
        {
            seen.Add(condition.Key);
            Observe(condition, nowMs);
        }

        foreach (Entry entry in _entries.Values.Where(entry => entry.Now.EndedMs == 0 && !seen.Contains(entry.Now.Key)))
        {
            if (!IsInstant(entry.Now.Key.Kind) || nowMs - entry.Now.NewestMs >= QuietMs)
            {
                entry.Now = entry.Now with { EndedMs = nowMs };
            }
        }
    }

    /// <summary>What is to be stored by now: as it was stored, or null, and as it is.</summary>
    public IReadOnlyList<AlertUpdate> FindDue(long nowMs)
    {
        return
        [
            .. _entries.Values
                .Where(entry => entry.Stored is null || (entry.Stored != entry.Now && nowMs - entry.StoredMs >= StoreEveryMs))
                .Select(entry => new AlertUpdate(entry.Stored, entry.Now)),
        ];
    }

    /// <summary>Takes back what was stored.</summary>
    /// <param name="update">What <see cref="FindDue"/> gave.</param>
    /// <param name="stored">How it is stored now, which may be another server's; null where somebody has closed it meanwhile.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public void Confirm(AlertUpdate update, Alert? stored, long nowMs)
    {
        if (stored is null)
        {
            Close(update.Now.Id);
        }
        else
        {
            Adopt(stored, nowMs);
        }
    }

    /// <summary>A person has taken an alert.</summary>
    public void Acknowledge(long id)
    {
        if (Find(id) is { } entry)
        {
            entry.Now = entry.Now with { State = AlertState.Acknowledged };
            entry.Stored = entry.Stored! with { State = AlertState.Acknowledged };
        }
    }

    /// <summary>A person has closed an alert: what still goes on opens another at the next look.</summary>
    public void Close(long id)
    {
        if (Find(id) is { } entry)
        {
            AlertKey key = entry.Now.Key;
            _marks[key] = Math.Max(_marks.GetValueOrDefault(key), entry.Now.Mark);
            _entries.Remove(key);
        }
    }

    private static bool IsInstant(AlertKind kind)
    {
        return kind is AlertKind.Replay or AlertKind.Forgery or AlertKind.ChainBreak or AlertKind.BadMessage;
    }

    private void Observe(AlertCondition condition, long nowMs)
    {
        Entry? entry = _entries.GetValueOrDefault(condition.Key);
        bool isNew = condition.Mark > Math.Max(_marks.GetValueOrDefault(condition.Key), entry?.Now.Mark ?? 0);
        bool isOn = entry?.Now.EndedMs == 0;
        bool begins = condition.Holds && !isOn && nowMs >= condition.DueMs;
        bool happened = isNew && (condition.Holds || condition.AtMs >= _beganMs);
        if (entry is null)
        {
            if (begins || happened)
            {
                Open(condition.Key, condition.Detail, condition.AtMs, condition.Mark, 1, nowMs);
                End(condition, nowMs);
            }

            return;
        }

        if (begins || happened)
        {
            entry.Now = entry.Now with
            {
                Detail = condition.Detail,
                NewestMs = condition.AtMs,
                Mark = Math.Max(entry.Now.Mark, condition.Mark),
                Count = entry.Now.Count + 1,
                EndedMs = 0,
            };
        }

        End(condition, nowMs);
    }

    private void End(AlertCondition condition, long nowMs)
    {
        if (!condition.Holds && _entries.GetValueOrDefault(condition.Key) is { Now.EndedMs: 0 } entry)
        {
            entry.Now = entry.Now with { EndedMs = nowMs };
        }
    }

    private void Open(AlertKey key, string detail, long atMs, long mark, long count, long nowMs)
    {
        if (_entries.Count >= UnclosedMax)
        {
            DroppedCount += count;
            return;
        }

        _entries[key] = new Entry(new Alert
        {
            Facility = facility,
            Key = key,
            Detail = detail,
            OpenedMs = nowMs,
            NewestMs = atMs,
            Count = count,
            Mark = mark,
        });
    }

    /// <summary>What is stored counts; what happened since is kept on top of it.</summary>
    private void Adopt(Alert stored, long nowMs)
    {
        Alert? now = _entries.GetValueOrDefault(stored.Key)?.Now;
        Entry entry = new(now is null ? stored : now with
        {
            Id = stored.Id,
            State = stored.State,
            OpenedMs = stored.OpenedMs,
            Count = Math.Max(now.Count, stored.Count),
            Mark = Math.Max(now.Mark, stored.Mark),
        })
        {
            Stored = stored,
            StoredMs = nowMs,
        };
        _entries[stored.Key] = entry;
    }

    private Entry? Find(long id)
    {
        return _entries.Values.FirstOrDefault(entry => entry.Now.Id == id && id != 0);
    }

    private sealed class Entry(Alert now)
    {
        public Alert Now { get; set; } = now;

        public Alert? Stored { get; set; }

        public long StoredMs { get; set; }
    }
}
