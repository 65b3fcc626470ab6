namespace Wugang.Supervisor.Rules.Enrolment;

/// <summary>A facility with its nodes.</summary>
public sealed record EnrolledFacility(
    string Id,
    BilingualName Name,
    EnrolledTownship Township,
    IReadOnlyList<EnrolledNode> Nodes);
