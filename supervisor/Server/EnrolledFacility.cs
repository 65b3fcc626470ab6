namespace Wugang.Supervisor.Server;

/// <summary>A facility with its nodes.</summary>
public sealed record EnrolledFacility(
    string Id,
    BilingualName Name,
    EnrolledTownship Township,
    IReadOnlyList<EnrolledNode> Nodes);
