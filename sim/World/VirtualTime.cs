namespace Wugang.Sim.World;

/// <summary>
/// The world's true time and its one queue of events: what is due earlier happens earlier, and of two at the same
/// instant the one that was planned first. Nothing passes between two events, so idle time costs nothing.
/// </summary>
public sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (long AtMs, long Order)> _events = new();
    private long _order;

    /// <param name="startMs">Where the time begins, milliseconds since 1970 UTC.</param>
    public VirtualTime(long startMs)
    {
        NowMs = startMs;
    }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long NowMs { get; private set; }

    /// <summary>Events that have happened.</summary>
    public long EventCount { get; private set; }

    /// <summary>Plans an event; one that is planned for a time that has passed happens at once, after what is due now.</summary>
    public void At(long atMs, Action act)
    {
        _events.Enqueue(act, (Math.Max(atMs, NowMs), _order++));
    }

    /// <summary>Plans an event so many milliseconds from now.</summary>
    public void After(long delayMs, Action act)
    {
        At(NowMs + delayMs, act);
    }

    /// <summary>When the next event is due, or <see cref="long.MaxValue"/> where none is planned.</summary>
    public long NextMs => _events.TryPeek(out _, out (long AtMs, long Order) due) ? due.AtMs : long.MaxValue;

    /// <summary>Lets the next event happen, if it is due by <paramref name="endMs"/>; else the time moves there.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Advance(long endMs)
    {
        if (NextMs > endMs)
        {
            NowMs = Math.Max(NowMs, endMs);
            return false;
        }

        _events.TryDequeue(out Action? act, out (long AtMs, long Order) due);
        NowMs = due.AtMs;
        EventCount++;
        act!();
        return true;
    }

    /// <summary>Lets everything happen that is due by <paramref name="endMs"/>, that instant included.</summary>
    public void RunUntil(long endMs)
    {
        while (Advance(endMs))
        {
            // Each turn is one event.
        }
    }
}
