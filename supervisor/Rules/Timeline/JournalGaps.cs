namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>Where records are missing in the journal of one node: any of them may have told of a change of its protection.</summary>
internal sealed class JournalGaps
{
    /// <summary>Gaps that are told apart; the two oldest become one with all that is between them, so that less is proved.</summary>
    public const int MaxGaps = 1024;

    private readonly List<(long BeforeSequence, long NextSequence, long NextUpMs)> _gaps = [];

    /// <summary>Notes that records are missing.</summary>
    /// <param name="beforeSequence">Number of the newest record before them; 0 where there is none.</param>
    /// <param name="next">The first record behind them.</param>
    public void Add(long beforeSequence, VerifiedRecord next)
    {
        _gaps.Add((beforeSequence, next.Sequence, next.UpMs));
        if (_gaps.Count > MaxGaps)
        {
            _gaps[1] = _gaps[1] with { BeforeSequence = _gaps[0].BeforeSequence };
            _gaps.RemoveAt(0);
        }
    }

    /// <summary>
    /// Since when all that was recorded up to a heartbeat is known: since the heartbeat before it, or, where records between the two are
    /// missing, since the first one behind them.
    /// </summary>
    /// <param name="before">The heartbeat before it, of the same boot.</param>
    /// <param name="heartbeat">The heartbeat.</param>
    /// <returns>Milliseconds since the boot; those of the heartbeat itself where the newest record that it vouches for is missing.</returns>
    public long WholeFromUpMs(VerifiedRecord before, VerifiedRecord heartbeat)
    {
        int newest = _gaps.FindLastIndex(gap => gap.BeforeSequence < heartbeat.Sequence);
        if (newest < 0 || _gaps[newest].NextSequence <= before.Sequence + 1)
        {
            return before.UpMs;
        }

        return _gaps[newest].NextSequence <= heartbeat.Sequence ? Math.Max(before.UpMs, _gaps[newest].NextUpMs) : heartbeat.UpMs;
    }
}
