using System.Globalization;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Intake;

namespace Wugang.Supervisor.Server;

/// <summary><c>GET /api/v1/facilities/{id}/protection</c>: the verdict on every instant of a time, and on its days.</summary>
internal sealed class ProtectionApi(SharedSupervision supervision, SqliteLedger ledger, SupervisorOptions options)
{
    private const int FirstYear = 1970;
    private const int LastYear = 2999;
    private static readonly TimeSpan LongestQuery = TimeSpan.FromDays(366);

    private sealed record ProtectionDocument(
        string Facility,
        long FromMs,
        long ToMs,
        IReadOnlyList<SegmentView> Segments,
        IReadOnlyList<DayView> Days);

    private sealed record SegmentView(long FromMs, long ToMs, VerdictState State, IReadOnlyList<string> Reasons);

    private sealed record DayView(
        DateOnly Day,
        long FromMs,
        long ToMs,
        long ProtectedMs,
        long NotProtectedMs,
        long UnknownMs,
        bool Compliant,
        bool Closed,
        IReadOnlyList<ChangeView> Changes);

    private sealed record ChangeView(long AtMs, DayChangeKind Kind, SumsView? Before, SumsView After, bool Compliant);

    private sealed record SumsView(long ProtectedMs, long NotProtectedMs, long UnknownMs);

    /// <summary>Answers for a facility; without a time, for the local day so far.</summary>
    /// <param name="id">The facility.</param>
    /// <param name="from">First instant, ISO 8601 with offset.</param>
    /// <param name="to">The instant after the last, ISO 8601 with offset.</param>
    public IResult Get(string id, string? from, string? to)
    {
        if (supervision.FindFacility(id) is not { } facility)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "No such facility",
                detail: $"'{id}' is not enrolled. GET /api/v1/facilities lists the facilities.");
        }

        long nowMs = supervision.NowMs;
        long fromMs = options.Days.StartOf(options.Days.DayOf(nowMs));
        long toMs = nowMs;
        if (!TryParse(from, ref fromMs) || !TryParse(to, ref toMs) || toMs <= fromMs || toMs - fromMs > LongestQuery.TotalMilliseconds)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "No such time",
                detail: "'from' and 'to' are ISO 8601 with offset, such as 2026-03-02T00:00:00+08:00, from 1970 to 2999; 'to' is later than 'from' by at most 366 days.");
        }

        DateOnly fromDay = options.Days.DayOf(fromMs);
        DateOnly toDay = options.Days.DayOf(Math.Max(fromMs, Math.Min(toMs, nowMs) - 1));
        ILookup<DateOnly, DayChange> changes = ledger.ReadDayChanges(id, fromDay, toDay).ToLookup(change => change.Day);
        return TypedResults.Ok(supervision.Read(_ => new ProtectionDocument(
            id,
            fromMs,
            toMs,
            [.. FacilityTimeline.Query(facility.Timelines, fromMs, toMs).Select(ViewOf)],
            [.. DaysOf(facility, fromDay, toDay, changes, nowMs)])));
    }

    private IEnumerable<DayView> DaysOf(
        SupervisedFacility facility,
        DateOnly fromDay,
        DateOnly toDay,
        ILookup<DateOnly, DayChange> changes,
        long nowMs)
    {
        for (DateOnly day = fromDay; day <= toDay; day = day.AddDays(1))
        {
            DayVerdict verdict = facility.Days.Judge(day, [.. changes[day]], nowMs);
            yield return new DayView(
                day,
                options.Days.StartOf(day),
                options.Days.EndOf(day),
                verdict.Summary.ProtectedMs,
                verdict.Summary.NotProtectedMs,
                verdict.Summary.UnknownMs,
                verdict.IsCompliant,
                verdict.IsClosed,
                [.. changes[day].Select(ViewOf)]);
        }
    }

    private static SegmentView ViewOf(TimelineSegment segment)
    {
        return new SegmentView(segment.FromMs, segment.ToMs, segment.Verdict.State, segment.Verdict.Reasons);
    }

    private static ChangeView ViewOf(DayChange change)
    {
        return new ChangeView(
            change.AtMs,
            change.Kind,
            change.Before is null ? null : ViewOf(change.Before),
            ViewOf(change.After),
            change.IsCompliant);
    }

    private static SumsView ViewOf(DaySummary sums)
    {
        return new SumsView(sums.ProtectedMs, sums.NotProtectedMs, sums.UnknownMs);
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
