using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>One enrolled facility with its nodes and the verdicts on it.</summary>
public sealed class SupervisedFacility
{
    internal SupervisedFacility(EnrolledFacility enrolled, IReadOnlyList<SupervisedNode> nodes, DaySettings days)
    {
        Enrolled = enrolled;
        Nodes = nodes;
        Days = new DayBook(enrolled.Id, days, () => Timelines);
    }

    public EnrolledFacility Enrolled { get; }

    public IReadOnlyList<SupervisedNode> Nodes { get; }

    /// <summary>The verdict on it now.</summary>
    public VerdictSince Verdict { get; } = new();

    /// <summary>The verdicts on its days.</summary>
    public DayBook Days { get; }

    /// <summary>The timelines of its nodes, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, ProtectionTimeline>> Timelines =>
        [.. Nodes.Select(node => KeyValuePair.Create(node.Name, node.Timeline))];

    /// <summary>Judges each node, the whole, and the days anew.</summary>
    internal void UpdateVerdicts(long nowMs)
    {
        foreach (SupervisedNode node in Nodes)
        {
            node.Verdict.Update(ProtectionRule.Judge(node.Name, node.Status, nowMs), nowMs);
        }

        Verdict.Update(ProtectionRule.Combine([.. Nodes.Select(node => node.Verdict.Current)]), nowMs);
        Days.Update(nowMs);
    }
}
