using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>One enrolled facility with its nodes and the verdict on it.</summary>
public sealed record SupervisedFacility(EnrolledFacility Enrolled, IReadOnlyList<SupervisedNode> Nodes)
{
    public VerdictSince Verdict { get; } = new();

    /// <summary>Judges each node and the whole anew.</summary>
    internal void UpdateVerdicts(long nowMs)
    {
        foreach (SupervisedNode node in Nodes)
        {
            node.Verdict.Update(ProtectionRule.Judge(node.Name, node.Status, nowMs), nowMs);
        }

        Verdict.Update(ProtectionRule.Combine([.. Nodes.Select(node => node.Verdict.Current)]), nowMs);
    }
}
