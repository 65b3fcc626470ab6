using Wugang.Firmware.Core;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// When a node hears how far it is stored: at once after a pause, and then as often as it needs to go on sending, which is before its
/// window is full. So a resend of a month does not cost an acknowledgement for each record.
/// </summary>
internal sealed class AcknowledgementPlan
{
    /// <summary>Longest time that a record waits for its acknowledgement once it is stored, in milliseconds.</summary>
    public const long EveryMs = 500;

    private const int EveryRecords = Limits.MaxUnconfirmedInFlight / 2;

    private int _owed;
    private long _sentMs = long.MinValue / 2;
    private volatile bool _isConnected;

    /// <summary>When the next one is due; <see cref="long.MaxValue"/> where none is owed.</summary>
    public long DueMs => _owed > 0 ? _sentMs + EveryMs : long.MaxValue;

    public void Owe(JudgedMessages judged)
    {
        _owed += judged.IsOwed ? Math.Max(1, judged.Batch.Entries.Count) : 0;
    }

    /// <summary>The broker has come back. From any thread.</summary>
    public void OweAfterConnect()
    {
        _isConnected = true;
    }

    public bool IsDue(SupervisedNode node, long nowMs)
    {
        return _isConnected || node.NeedsChallenge(nowMs) || _owed >= EveryRecords || nowMs >= DueMs;
    }

    public void NoteSent(long nowMs)
    {
        (_owed, _sentMs, _isConnected) = (0, nowMs, false);
    }
}
