using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Reports;
using Wugang.Supervisor.Server.Evidence;
using Wugang.Supervisor.Server.People;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Http;

/// <summary>What the pages of many facilities need: an overview that says what has changed, one facility, and what lies behind a verdict.</summary>
internal static class PagesApi
{
    public static void MapPages(this RouteGroupBuilder v1)
    {
        v1.MapGet("/overview", async (Caller caller, StatusFeed feed, CancellationToken cancel) => TypedResults.Ok(await feed.GetOverviewAsync(caller.Person, cancel)));
        v1.MapGet("/overview/events", (Caller caller, StatusFeed feed, PeopleBook people, IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(
                people.WhileSignedInAsync(caller, either => feed.FollowOverview(caller.Person, either), lifetime.ApplicationStopping, cancel)));
        v1.MapGet("/overview/today", (string? facilities, Caller caller, ProtectionApi api) => api.GetTodayAsync(facilities, caller))
            .Produces<ProtectionApi.TodayDocument>();
        v1.MapGet("/facilities/{id}", async Task<IResult> (string id, StatusFeed feed, CancellationToken cancel) =>
            await feed.GetFacilityAsync(id, cancel) is { } document ? TypedResults.Ok(document) : Refusal.OfUnknown(id))
            .Needs(Right.Read).Produces<FacilityDocument>();
        v1.MapGet("/facilities/{id}/evidence", (string id, string? at, EvidenceApi api) => api.GetAsync(id, at))
            .Needs(Right.Read).Produces<EvidenceApi.EvidenceDocument>();
        v1.MapGet("/facilities/{id}/records", (string id, string? from, string? to, string? kinds, HistoryApi api) => api.GetAsync(id, from, to, kinds))
            .Needs(Right.Read).Produces<HistoryApi.HistoryDocument>();
        v1.MapGet("/nodes/{id}/records/{seq:long}", (string id, long seq, RecordApi api) => api.GetRecordAsync(id, seq))
            .Needs(Right.Read).Produces<RecordApi.RecordDocument>();
        v1.MapGet("/nodes/{id}/heartbeats/{boot:long}/{number:long}", (string id, long boot, long number, RecordApi api) => api.GetHeartbeatAsync(id, boot, number))
            .Needs(Right.Read).Produces<RecordApi.RecordDocument>();
        v1.MapGet("/nodes/{id}/meters/{meter}", (string id, string meter, string? from, string? to, string? step, MeterApi api) =>
            api.GetAsync(id, meter, from, to, step))
            .Needs(Right.Read).Produces<MeterApi.MeterDocument>();
        v1.MapGet("/townships/{code}/report", (string code, string? period, Caller caller, ReportApi api) => api.GetAsync(code, period, caller))
            .Produces<TownshipReport>();
        v1.MapGet("/townships/{code}/report.csv", (string code, string? period, Caller caller, ReportApi api) => api.GetCsvAsync(code, period, caller))
            .Produces<string>(contentType: "text/csv");
    }
}
