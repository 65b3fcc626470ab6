using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary><c>GET /api/v1/facilities/{id}/records</c>: what the nodes of a facility recorded in a time, newest first.</summary>
internal sealed class HistoryApi(CurrentEnrolment enrolment, LedgerLoader loader, SupervisorClock clock)
{
    /// <summary>Records in one answer.</summary>
    public const int RecordsMax = 500;

    private const int LongestQueryDays = 31;
    private const long DayMs = 24L * 3600 * 1000;

    private static readonly RecordKind[] Kinds =
    [
        RecordKind.Boot, RecordKind.Zone, RecordKind.Meter, RecordKind.Command, RecordKind.Protection, RecordKind.Fault, RecordKind.Config,
        RecordKind.Span, RecordKind.Loss,
    ];

    internal sealed record HistoryDocument(string Facility, long FromMs, long ToMs, bool More, IReadOnlyList<RecordView> Records);

    internal sealed record RecordView(string Node, string Kind, long Seq, long TMs, long ReceivedMs, JsonElement Data);

    /// <summary>Answers for a facility; without a time, for the last 24 hours.</summary>
    /// <param name="id">The facility.</param>
    /// <param name="from">First instant, ISO 8601 with offset.</param>
    /// <param name="to">The instant after the last.</param>
    /// <param name="kinds">Kinds of records with commas between; without it, all of the journal.</param>
    public async Task<IResult> GetAsync(string id, string? from, string? to, string? kinds)
    {
        if (enrolment.FindFacility(id) is not { } facility)
        {
            return Refusal.OfUnknown(id);
        }

        long toMs = clock.NowMs;
        bool isTime = QueryTime.TryParse(to, ref toMs);
        long fromMs = toMs - DayMs;
        if (!isTime || !QueryTime.TryParse(from, ref fromMs) || toMs <= fromMs || toMs - fromMs > LongestQueryDays * DayMs)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest,
                "No such time",
                $"'from' and 'to' are {QueryTime.Rule}; 'to' is later than 'from' by at most {LongestQueryDays} days.");
        }

        string[] words = (kinds ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        RecordKind[] asked = words.Length == 0 ? Kinds : [.. Kinds.Where(kind => words.Contains(RecordKinds.NameOf(kind)))];
        if (words.Length > 0 && asked.Length != words.Length)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest,
                "No such kind",
                $"'kinds' names kinds of records, each once with commas between: {string.Join(", ", Kinds.Select(RecordKinds.NameOf))}.");
        }

        LedgerEntry[][] found = await Task.WhenAll(facility.Nodes.Select(node =>
            loader.LoadAsync(ledger => ledger.ReadMadeIn(node.Id.Value, fromMs, toMs, asked).ToArray())));
        LedgerEntry[] newest = [.. found.SelectMany(entries => entries).OrderByDescending(entry => entry.MadeMs).Take(RecordsMax + 1)];
        return TypedResults.Ok(new HistoryDocument(
            id, fromMs, toMs, newest.Length > RecordsMax, [.. newest.Take(RecordsMax).Select(ViewOf)]));
    }

    private static RecordView ViewOf(LedgerEntry entry)
    {
        return new RecordView(
            entry.Record.Node,
            RecordKinds.NameOf(entry.Record.Kind),
            entry.Record.Sequence,
            entry.MadeMs,
            entry.ReceivedMs,
            JsonElement.Parse(entry.Record.Data.Span));
    }
}
