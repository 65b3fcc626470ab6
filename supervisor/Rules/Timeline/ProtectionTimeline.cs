namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// The verdict on every instant: unknown where nothing was proved, and what verified evidence says elsewhere. Evidence may
/// come in any order and twice; where two pieces speak of the same instant, <em>not protected</em> prevails.
/// </summary>
public sealed class ProtectionTimeline
{
    /// <summary>The verdict where there is no evidence.</summary>
    public static Verdict Unknown { get; } = new(VerdictState.Unknown, ["no_evidence"]);

    // Each entry holds from its key to the next key; before the first key all is unknown.
    private readonly SortedList<long, Verdict> _changes = [];
    private long _changedFromMs = long.MaxValue;

    /// <summary>First instant that any evidence speaks of, milliseconds since 1970 UTC; <see cref="long.MaxValue"/> without any.</summary>
    public long FirstMs => _changes.Count > 0 ? _changes.GetKeyAtIndex(0) : long.MaxValue;

    /// <summary>Takes in evidence about the instants from <paramref name="fromMs"/> up to, not including, <paramref name="toMs"/>.</summary>
    /// <returns>Whether any verdict changed.</returns>
    /// <exception cref="ArgumentException">The verdict is unknown, which is no evidence, or the time runs backwards.</exception>
    public bool Add(long fromMs, long toMs, Verdict verdict)
    {
        if (verdict.State == VerdictState.Unknown || toMs < fromMs)
        {
            throw new ArgumentException("Evidence says protected or not protected, about a time that runs forward.");
        }

        if (fromMs == toMs)
        {
            return false;
        }

        bool hasChanged = false;
        Split(fromMs);
        Split(toMs);
        for (int i = _changes.IndexOfKey(fromMs); _changes.GetKeyAtIndex(i) < toMs; i++)
        {
            Verdict merged = Merge(_changes.GetValueAtIndex(i), verdict);
            hasChanged |= !merged.IsSameAs(_changes.GetValueAtIndex(i));
            _changes.SetValueAtIndex(i, merged);
        }

        JoinAround(fromMs, toMs);
        _changedFromMs = hasChanged ? Math.Min(_changedFromMs, fromMs) : _changedFromMs;
        return hasChanged;
    }

    /// <summary>
    /// The first instant whose verdict may have changed since this was last asked; <see cref="long.MaxValue"/> if none has.
    /// </summary>
    public long TakeChangedFromMs()
    {
        long changedFromMs = _changedFromMs;
        _changedFromMs = long.MaxValue;
        return changedFromMs;
    }

    /// <summary>The verdicts on a time, in order and without gap; neighbours differ.</summary>
    public IReadOnlyList<TimelineSegment> Query(long fromMs, long toMs)
    {
        List<TimelineSegment> segments = [];
        long atMs = fromMs;
        int index = IndexAt(fromMs);
        while (atMs < toMs)
        {
            long endMs = index + 1 < _changes.Count ? Math.Min(_changes.GetKeyAtIndex(index + 1), toMs) : toMs;
            segments.Add(new TimelineSegment(atMs, endMs, ValueAt(index)));
            (atMs, index) = (endMs, index + 1);
        }

        return segments;
    }

    /// <summary>Not protected prevails over protected, and collects all reasons.</summary>
    private static Verdict Merge(Verdict known, Verdict added)
    {
        if (known.State == VerdictState.NotProtected && added.State == VerdictState.NotProtected)
        {
            return new Verdict(VerdictState.NotProtected, [.. known.Reasons.Union(added.Reasons).Order(StringComparer.Ordinal)]);
        }

        return known.State == VerdictState.NotProtected ? known : added;
    }

    /// <summary>Makes a change stand at this instant, to the verdict that holds there already.</summary>
    private void Split(long atMs)
    {
        if (!_changes.ContainsKey(atMs))
        {
            _changes.Add(atMs, ValueAt(IndexAt(atMs)));
        }
    }

    /// <summary>Takes away changes that change nothing, from the one at <paramref name="fromMs"/> to the one at <paramref name="toMs"/>.</summary>
    private void JoinAround(long fromMs, long toMs)
    {
        for (int i = _changes.IndexOfKey(toMs); i >= 0 && _changes.GetKeyAtIndex(i) >= fromMs; i--)
        {
            if (ValueAt(i - 1).IsSameAs(_changes.GetValueAtIndex(i)))
            {
                _changes.RemoveAt(i);
            }
        }
    }

    /// <summary>Index of the change that holds at this instant, or −1 before the first.</summary>
    private int IndexAt(long atMs)
    {
        int low = 0;
        int high = _changes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_changes.GetKeyAtIndex(middle) <= atMs)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private Verdict ValueAt(int index)
    {
        return index < 0 ? Unknown : _changes.GetValueAtIndex(index);
    }
}
