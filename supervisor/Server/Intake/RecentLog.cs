using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>The newest verified records and rejected messages, for the page; newest first, bounded.</summary>
internal sealed class RecentLog
{
    /// <summary>Verified records that are kept.</summary>
    public const int EventsMax = 50;

    /// <summary>Rejected messages that are kept.</summary>
    public const int RejectionsMax = 20;

    private readonly LinkedList<LedgerEntry> _events = [];
    private readonly LinkedList<QuarantinedMessage> _rejections = [];
    private readonly SortedDictionary<string, long> _rejectedByReason = new(StringComparer.Ordinal);

    public IReadOnlyCollection<LedgerEntry> Events => _events;

    public IReadOnlyCollection<QuarantinedMessage> Rejections => _rejections;

    /// <summary>Rejected messages since the supervisor started, by the reason's name.</summary>
    public IReadOnlyDictionary<string, long> RejectedByReason => _rejectedByReason;

    public void Add(LedgerEntry entry)
    {
        _events.AddFirst(entry);
        if (_events.Count > EventsMax)
        {
            _events.RemoveLast();
        }
    }

    public void Add(QuarantinedMessage message)
    {
        string reason = Rules.Rejections.NameOf(message.Reason);
        _rejectedByReason[reason] = _rejectedByReason.GetValueOrDefault(reason) + 1;
        _rejections.AddFirst(message);
        if (_rejections.Count > RejectionsMax)
        {
            _rejections.RemoveLast();
        }
    }
}
