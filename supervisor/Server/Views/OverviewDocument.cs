using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Server.Views;

// The documents of GET /api/v1/overview and its stream, in snake_case; docs/reference/http.md explains them.
internal sealed record OverviewDocument(
    long TimeMs,
    long UtcOffsetMs,
    IReadOnlyList<FacilitySummary> Facilities,
    IReadOnlyList<EventView> Events,
    RejectionsView? Rejections);

internal sealed record FacilitySummary(
    string Id,
    BilingualName Name,
    TownshipView Township,
    VerdictView Verdict,
    IReadOnlyList<AlarmView> Alarms,
    int OpenAlerts,
    IReadOnlyList<NodeSummary> Nodes)
{
    public static FacilitySummary Of(FacilityView facility)
    {
        return new FacilitySummary(
            facility.Id,
            facility.Name,
            facility.Township,
            facility.Verdict,
            facility.Alarms,
            facility.Alerts.Open,
            [.. facility.Nodes.Select(node => new NodeSummary(node.Id, node.Name, node.Verdict.State, IsStale(node)))]);
    }

    /// <summary>Whether nothing of now is known of a node: it is off, silent, or has never spoken.</summary>
    private static bool IsStale(NodeView node)
    {
        return !node.Online || (node.Verdict.State == VerdictState.Unknown && node.Verdict.Reasons.Any(reason =>
            reason.StartsWith("node_silent:", StringComparison.Ordinal) || reason.StartsWith("no_evidence:", StringComparison.Ordinal)));
    }
}

internal sealed record NodeSummary(string Id, BilingualName Name, VerdictState State, bool Stale);

// The document of GET /api/v1/facilities/{id}.
internal sealed record FacilityDocument(long TimeMs, FacilityView Facility);
