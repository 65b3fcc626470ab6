namespace Wugang.Supervisor.Rules.Intake;

/// <summary>Messages of one node by what was judged of them, each list in the order of arrival.</summary>
public sealed class JudgedMessages
{
    public JudgedMessages()
    {
        Batch = new LedgerBatch(Believed, Quarantined, []) { Explanations = Explanations };
    }

    /// <summary>What is stored of them.</summary>
    public LedgerBatch Batch { get; }

    /// <summary>Whether the node is owed an acknowledgement.</summary>
    public bool IsOwed { get; internal set; }

    /// <summary>Messages that brought nothing new.</summary>
    public int RepeatedCount { get; internal set; }

    internal List<LedgerEntry> Believed { get; } = [];

    internal List<LedgerEntry> Explanations { get; } = [];

    internal List<LedgerEntry> Ahead { get; } = [];

    internal List<QuarantinedMessage> Quarantined { get; } = [];

    /// <summary>The newest birth or will, or null where none came.</summary>
    internal Judgement.Noticed? Notice { get; set; }
}
