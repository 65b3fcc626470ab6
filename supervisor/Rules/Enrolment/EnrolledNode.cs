using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules.Enrolment;

/// <summary>A node with the keys it may sign with; the first signs what the supervisor says to it.</summary>
public sealed record EnrolledNode(NodeId Id, BilingualName Name, IReadOnlyList<NodeKey> Keys);
