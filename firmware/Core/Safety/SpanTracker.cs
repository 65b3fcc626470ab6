namespace Wugang.Firmware.Core.Safety;

/// <summary>
/// Cuts the time since boot into stretches in which protection was the same, so that each instant can be proved later
/// (clause P1). One stretch is open at any time; the caller closes it when it is due.
/// </summary>
public sealed class SpanTracker
{
    /// <summary>Longest stretch, in milliseconds: six hours.</summary>
    public const long MaxSpanMs = 6L * 3600 * 1000;

    /// <summary>Shortest stretch that ends for a new connection alone, so that a bad connection does not fill the journal.</summary>
    public const long MinConnectionSpanMs = 60 * 1000;

    private bool _isConnectionNew;

    /// <summary>What held during the open stretch.</summary>
    public Assessment Assessment { get; private set; }

    /// <summary>Where the open stretch begins.</summary>
    public long FromMs { get; private set; }

    /// <summary>When the open stretch ends even if nothing changes.</summary>
    public long DueMs
    {
        get { return FromMs + (_isConnectionNew ? MinConnectionSpanMs : MaxSpanMs); }
    }

    /// <summary>Ends the open stretch soon: somebody is there again to hear of it.</summary>
    public void NoteConnection()
    {
        _isConnectionNew = true;
    }

    /// <summary>Whether the open stretch ends at this moment.</summary>
    public bool IsOver(Assessment assessment, long nowMs)
    {
        return !Assessment.IsSameAs(assessment) || nowMs >= DueMs;
    }

    /// <summary>Opens the next stretch where the one before it ended.</summary>
    public void Open(Assessment assessment, long nowMs)
    {
        Assessment = assessment;
        FromMs = nowMs;
        _isConnectionNew = false;
    }
}
