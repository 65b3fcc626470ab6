namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>Why the verdict on a day was recorded. In the ledger: never renumber, only append.</summary>
public enum DayChangeKind
{
    /// <summary>The day ended: its first verdict.</summary>
    Ended = 1,

    /// <summary>Evidence came late and changed the verdict.</summary>
    Changed = 2,

    /// <summary>The day closed: its final verdict.</summary>
    Closed = 3,

    /// <summary>Evidence came after the day had closed: what it would have said. The final verdict stands.</summary>
    Late = 4,
}
