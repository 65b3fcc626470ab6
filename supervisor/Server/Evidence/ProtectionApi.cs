using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary><c>GET /api/v1/facilities/{id}/protection</c>: the verdict on every instant of a time, and on its days.</summary>
internal sealed class ProtectionApi(
    CurrentEnrolment enrolment, IGrainFactory grains, ILedgerStore ledger, SupervisorOptions options, SupervisorClock clock)
{
    private const int LongestQueryDays = 366;
    private const int FacilitiesMax = 100;

    internal sealed record ProtectionDocument(
        string Facility,
        long FromMs,
        long ToMs,
        IReadOnlyList<SegmentView> Segments,
        IReadOnlyList<DayView> Days);

    internal sealed record TodayDocument(long FromMs, long ToMs, IReadOnlyList<FacilityToday> Facilities);

    internal sealed record FacilityToday(string Facility, IReadOnlyList<SegmentView> Segments);

    internal sealed record SegmentView(long FromMs, long ToMs, VerdictState State, IReadOnlyList<string> Reasons);

    internal sealed record DayView(
        DateOnly Day,
        long FromMs,
        long ToMs,
        long ProtectedMs,
        long NotProtectedMs,
        long UnknownMs,
        bool Compliant,
        bool Closed,
        IReadOnlyList<ChangeView> Changes);

    internal sealed record ChangeView(long AtMs, DayChangeKind Kind, SumsView? Before, SumsView After, bool Compliant);

    internal sealed record SumsView(long ProtectedMs, long NotProtectedMs, long UnknownMs);

    /// <summary>Answers for a facility; without a time, for the local day so far.</summary>
    /// <param name="id">The facility.</param>
    /// <param name="from">First instant, ISO 8601 with offset.</param>
    /// <param name="to">The instant after the last, ISO 8601 with offset.</param>
    /// <param name="days">Instead of <paramref name="from"/>: this many local days, the one that runs included.</param>
    public async Task<IResult> GetAsync(string id, string? from, string? to, int? days)
    {
        if (enrolment.FindFacility(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        long nowMs = clock.NowMs;
        bool areDaysGood = days is null || (days is >= 1 and <= LongestQueryDays && from is null);
        long fromMs = options.Days.StartOf(options.Days.DayOf(nowMs).AddDays(areDaysGood ? 1 - (days ?? 1) : 0));
        long toMs = nowMs;
        if (!areDaysGood || !QueryTime.TryParse(from, ref fromMs) || !QueryTime.TryParse(to, ref toMs) || toMs <= fromMs || toMs - fromMs > TimeSpan.FromDays(LongestQueryDays).TotalMilliseconds)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest,
                "No such time",
                $"'from' and 'to' are {QueryTime.Rule}; 'to' is later than 'from' by at most 366 days; 'days' is 1 to 366, without 'from'.");
        }

        DateOnly fromDay = options.Days.DayOf(fromMs);
        DateOnly toDay = options.Days.DayOf(Math.Max(fromMs, Math.Min(toMs, nowMs) - 1));
        ILookup<DateOnly, DayChange> changes = ledger.ReadDayChanges(id, fromDay, toDay).ToLookup(change => change.Day);

        // Days are judged whole, whatever part of them was asked for.
        long firstMs = Math.Min(fromMs, options.Days.StartOf(fromDay));
        long lastMs = Math.Max(toMs, Math.Min(options.Days.EndOf(toDay), nowMs));
        TimelineSegment[] segments = (await grains.GetGrain<IFacilityGrain>(id).GetTimelineAsync(firstMs, lastMs)).Value;
        return TypedResults.Ok(new ProtectionDocument(
            id,
            fromMs,
            toMs,
            [.. segments.Select(segment => segment.Clip(fromMs, toMs)).Where(segment => segment.LengthMs > 0).Select(ViewOf)],
            [.. DaysOf(fromDay, toDay, changes, [.. segments.Select(segment => segment.Clip(firstMs, Math.Max(firstMs, nowMs)))])]));
    }

    /// <summary>The local day so far of several facilities.</summary>
    /// <param name="facilities">Their ids with commas between; those that are not enrolled, or not for who asks, are left out.</param>
    /// <param name="caller">Who asks.</param>
    public async Task<IResult> GetTodayAsync(string? facilities, Caller caller)
    {
        string[] ids = (facilities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > FacilitiesMax)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest, "No such facilities", $"'facilities' names 1 to {FacilitiesMax} facilities with commas between.");
        }

        long nowMs = clock.NowMs;
        long fromMs = options.Days.StartOf(options.Days.DayOf(nowMs));
        FacilityToday[] found = await Task.WhenAll(ids.Distinct()
            .Where(id => enrolment.FindFacility(id) is not null && caller.May(Right.Read, id))
            .Select(async id => new FacilityToday(
                id, [.. (await grains.GetGrain<IFacilityGrain>(id).GetTimelineAsync(fromMs, nowMs)).Value.Select(ViewOf)])));
        return TypedResults.Ok(new TodayDocument(fromMs, nowMs, found));
    }

    private IEnumerable<DayView> DaysOf(
        DateOnly fromDay,
        DateOnly toDay,
        ILookup<DateOnly, DayChange> changes,
        TimelineSegment[] segments)
    {
        for (DateOnly day = fromDay; day <= toDay; day = day.AddDays(1))
        {
            DayVerdict verdict = DayVerdict.Of(day, options.Days, [.. changes[day]], segments);
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
}
