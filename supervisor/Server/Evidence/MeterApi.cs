using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary><c>GET /api/v1/nodes/{id}/meters/{meter}</c>: what a meter counted, by quarter of an hour, day or month.</summary>
internal sealed class MeterApi(CurrentEnrolment enrolment, LedgerLoader loader, SupervisorOptions options, SupervisorClock clock)
{
    private const long QuarterHourMs = 15 * 60 * 1000;
    private const long DayMs = 24L * 3600 * 1000;

    // By step, how many days one request may span: some hundred buckets.
    private static readonly Dictionary<string, int> LongestQueryDays = new()
    {
        ["quarter_hour"] = 8,
        ["day"] = 93,
        ["month"] = 400,
    };

    internal sealed record MeterDocument(
        string Node, string Meter, long FromMs, long ToMs, string Step, IReadOnlyList<BucketView> Buckets, string? Problem);

    internal sealed record BucketView(long FromMs, long ToMs, long Consumption, long Estimated);

    /// <summary>Answers for a meter, as far as its registers are there.</summary>
    /// <param name="id">The node.</param>
    /// <param name="meter">The meter's name.</param>
    /// <param name="from">First instant, ISO 8601 with offset; without it, the local day that runs.</param>
    /// <param name="to">The instant after the last; without it, now.</param>
    /// <param name="step"><c>quarter_hour</c>, <c>day</c> or <c>month</c>.</param>
    public async Task<IResult> GetAsync(string id, string meter, string? from, string? to, string? step)
    {
        if (enrolment.FindNode(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        if (!LongestQueryDays.TryGetValue(step ?? "day", out int longestDays))
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "No such step", $"'step' is one of {string.Join(", ", LongestQueryDays.Keys)}.");
        }

        long toMs = clock.NowMs;
        long fromMs = options.Days.StartOf(options.Days.DayOf(toMs));
        if (!QueryTime.TryParse(to, ref toMs) || !QueryTime.TryParse(from, ref fromMs) || toMs <= fromMs || toMs - fromMs > longestDays * DayMs)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest,
                "No such time",
                $"'from' and 'to' are {QueryTime.Rule}; 'to' is later than 'from', by at most {longestDays} days at this step.");
        }

        return TypedResults.Ok(await loader.LoadAsync(ledger => Read(ledger, id, meter, fromMs, toMs, step ?? "day")));
    }

    private MeterDocument Read(ILedgerStore ledger, string node, string meter, long fromMs, long toMs, string step)
    {
        MeterDocument none = new(node, meter, fromMs, toMs, step, [], null);
        try
        {
            RegisterSeries series = RegisterEvidence.OfRecords(RecordsOf(ledger, node, fromMs, toMs), node, meter).Series;
            return none with { Buckets = [.. BucketsOf(series, Math.Max(fromMs, series.FirstMs), Math.Min(toMs, series.LastMs), step)] };
        }
        catch (InvalidDataException e)
        {
            return none with { Problem = e.Message };
        }
    }

    /// <summary>Starts and registers, in order of their numbers: they alone say what a meter counted.</summary>
    private static VerifiedRecord[] RecordsOf(ILedgerStore ledger, string node, long fromMs, long toMs)
    {
        return
        [
            .. ledger.ReadAbout(node, fromMs, toMs, RecordKind.Boot, RecordKind.Meter)
                .Select(entry => entry.Record).OrderBy(record => record.Sequence),
        ];
    }

    private IEnumerable<BucketView> BucketsOf(RegisterSeries series, long fromMs, long toMs, string step)
    {
        for (long atMs = fromMs; atMs < toMs;)
        {
            long endMs = Math.Min(toMs, EndOf(atMs, step));
            yield return new BucketView(atMs, endMs, series.Between(atMs, endMs), series.EstimatedBetween(atMs, endMs));
            atMs = endMs;
        }
    }

    private long EndOf(long atMs, string step)
    {
        DaySettings days = options.Days;
        DateOnly day = days.DayOf(atMs);
        return step switch
        {
            "quarter_hour" => ((atMs / QuarterHourMs) + 1) * QuarterHourMs,
            "day" => days.EndOf(day),
            _ => days.StartOf(new DateOnly(day.Year, day.Month, 1).AddMonths(1)),
        };
    }
}
