using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary><c>GET /api/v1/facilities/{id}/evidence</c>: the verdict at an instant, node by node, and the records that say so.</summary>
internal sealed class EvidenceApi(CurrentEnrolment enrolment, LedgerLoader loader, SupervisorClock clock)
{
    internal sealed record EvidenceDocument(
        string Facility,
        BilingualName Name,
        long AtMs,
        long FromMs,
        long ToMs,
        VerdictState State,
        IReadOnlyList<string> Reasons,
        IReadOnlyList<NodeDocument> Nodes);

    internal sealed record NodeDocument(
        string Node,
        BilingualName Name,
        long FromMs,
        long ToMs,
        VerdictState State,
        IReadOnlyList<string> Reasons,
        IReadOnlyList<RecordView> Records);

    internal sealed record RecordView(EvidenceRole Role, string Kind, long Seq, long Boot, long Heartbeat, long TMs, long ReceivedMs, JsonElement Data);

    /// <summary>Answers for a facility.</summary>
    /// <param name="id">The facility.</param>
    /// <param name="at">The instant, ISO 8601 with offset; not later than now.</param>
    public async Task<IResult> GetAsync(string id, string? at)
    {
        if (enrolment.FindFacility(id) is not { } facility)
        {
            return Refusal.OfUnknown(id);
        }

        long atMs = -1;
        if (at is null || !QueryTime.TryParse(at, ref atMs) || atMs > clock.NowMs)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "No such time", $"'at' is {QueryTime.Rule}, and not later than now.");
        }

        (EnrolledNode Node, InstantEvidence Evidence)[] nodes = await Task.WhenAll(facility.Nodes.Select(async node =>
            (node, await loader.LoadAsync(ledger => InstantEvidence.Of(ledger, node.Id.Value, atMs)))));
        IReadOnlyList<TimelineSegment> segments = FacilityTimeline.Combine(
            [.. nodes.Select(one => KeyValuePair.Create(one.Node.Id.Value, one.Evidence.Segments))],
            atMs - InstantEvidence.AroundMs,
            atMs + InstantEvidence.AroundMs);
        TimelineSegment found = SegmentAt(segments, atMs);
        return TypedResults.Ok(new EvidenceDocument(
            id,
            facility.Name,
            atMs,
            found.FromMs,
            found.ToMs,
            found.Verdict.State,
            found.Verdict.Reasons,
            [.. nodes.OrderByDescending(one => one.Evidence.Verdict.State).Select(one => ViewOf(one.Node, one.Evidence, atMs))]));
    }

    private static NodeDocument ViewOf(EnrolledNode node, InstantEvidence evidence, long atMs)
    {
        TimelineSegment segment = SegmentAt(evidence.Segments, atMs);
        return new NodeDocument(
            node.Id.Value,
            node.Name,
            segment.FromMs,
            segment.ToMs,
            segment.Verdict.State,
            segment.Verdict.Reasons,
            [.. evidence.Items.Select(ViewOf)]);
    }

    private static RecordView ViewOf(EvidenceItem item)
    {
        VerifiedRecord record = item.Record;
        return new RecordView(
            item.Role,
            RecordKinds.NameOf(record.Kind),
            record.Sequence,
            record.Boot,
            record.Heartbeat,
            record.Time.UnixMs,
            item.ReceivedMs,
            JsonElement.Parse(record.Data.Span));
    }

    private static TimelineSegment SegmentAt(IEnumerable<TimelineSegment> segments, long atMs)
    {
        return segments.First(segment => segment.FromMs <= atMs && atMs < segment.ToMs);
    }
}
