using System.Globalization;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Intake;

namespace Wugang.Supervisor.Server;

/// <summary><c>GET /api/v1/facilities/{id}/protection</c>: the verdict on every instant of a time.</summary>
internal static class ProtectionApi
{
    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private static readonly TimeSpan LongestQuery = TimeSpan.FromDays(366);

    private sealed record ProtectionDocument(
        string Facility,
        long FromMs,
        long ToMs,
        IReadOnlyList<SegmentView> Segments,
        IReadOnlyList<DaySummary> Days);

    private sealed record SegmentView(long FromMs, long ToMs, VerdictState State, IReadOnlyList<string> Reasons);

    /// <summary>Answers for a facility; without a time, for the local day so far.</summary>
    /// <param name="id">The facility.</param>
    /// <param name="from">First instant, ISO 8601 with offset.</param>
    /// <param name="to">The instant after the last, ISO 8601 with offset.</param>
    /// <param name="supervision">Holds the state.</param>
    /// <param name="options">Says where midnight is.</param>
    public static IResult Get(string id, string? from, string? to, SharedSupervision supervision, SupervisorOptions options)
    {
        return supervision.Read(state => Answer(id, from, to, state, options));
    }

    private static IResult Answer(string id, string? from, string? to, SharedSupervision supervision, SupervisorOptions options)
    {
        if (supervision.FindFacility(id) is not { } facility)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "No such facility",
                detail: $"'{id}' is not enrolled. GET /api/v1/facilities lists the facilities.");
        }

        long nowMs = supervision.NowMs;
        long fromMs = DaySummary.StartOf(DaySummary.DayOf(nowMs, options.TimeZone), options.TimeZone);
        long toMs = nowMs;
        if (!TryParse(from, ref fromMs) || !TryParse(to, ref toMs) || toMs <= fromMs || toMs - fromMs > LongestQuery.TotalMilliseconds)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "No such time",
                detail: "'from' and 'to' are ISO 8601 with offset, such as 2026-03-02T00:00:00+08:00, from 1970 to 2999; 'to' is later than 'from' by at most 366 days.");
        }

        IReadOnlyList<TimelineSegment> segments = FacilityTimeline.Query(
            [.. facility.Nodes.Select(node => KeyValuePair.Create(node.Name, node.Timeline))], fromMs, toMs);
        return TypedResults.Ok(new ProtectionDocument(
            id,
            fromMs,
            toMs,
            [.. segments.Select(segment => new SegmentView(segment.FromMs, segment.ToMs, segment.Verdict.State, segment.Verdict.Reasons))],
            DaySummary.Of(segments, options.TimeZone)));
    }

    private static bool TryParse(string? text, ref long unixMs)
    {
        if (text is null)
        {
            return true;
        }

        bool isParsed = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            && instant.UtcDateTime.Year is >= FirstYear and <= LastYear;
        unixMs = isParsed ? instant.ToUnixTimeMilliseconds() : unixMs;
        return isParsed;
    }
}
