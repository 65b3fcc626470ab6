using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules.Enrolment;

/// <summary>A node with the keys it may sign with; the first signs what the supervisor says to it.</summary>
public sealed record EnrolledNode(NodeId Id, BilingualName Name, IReadOnlyList<NodeKey> Keys)
{
    /// <summary>Whether nothing in its name is believed for the time being.</summary>
    public bool IsSuspended { get; init; }
}
