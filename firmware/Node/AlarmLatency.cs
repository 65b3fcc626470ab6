namespace Wugang.Firmware.Node;

/// <summary>How long the newest alarm since boot took from its first edge to the hand-over of its record to the connection.</summary>
internal sealed class AlarmLatency
{
    private long _sequence;
    private long _sinceMs;

    /// <summary>Whether an alarm's record was handed over.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The time it took, in milliseconds, as the steps saw it.</summary>
    public long InputToPublishMs { get; private set; }

    /// <summary>An alarm was stored in the record of this number.</summary>
    public void Expect(long sequence, long sinceMs)
    {
        _sequence = sequence;
        _sinceMs = sinceMs;
    }

    /// <summary>The records up to this number were handed to the connection; only the first time counts.</summary>
    public void NoteHandOver(long sequence, long nowMs)
    {
        if (_sequence != 0 && sequence >= _sequence)
        {
            IsKnown = true;
            InputToPublishMs = nowMs - _sinceMs;
            _sequence = 0;
        }
    }
}
