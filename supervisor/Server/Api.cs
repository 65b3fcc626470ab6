using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server;

/// <summary>The HTTP interface; docs/reference/http.md lists it.</summary>
internal static class Api
{
    private const int RecordsShown = 50;

    private sealed record HealthDocument(string Status, string Ledger, string Broker);

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/facilities", async (StatusFeed feed, CancellationToken cancel) =>
            TypedResults.Text(await feed.GetAsync(cancel), "application/json", Encoding.UTF8));
        app.MapGet("/api/v1/events", (StatusFeed feed, IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Follow(feed, lifetime.ApplicationStopping, cancel), "status"));
        app.MapGet("/api/v1/facilities/{id}/protection", (string id, string? from, string? to, int? days, ProtectionApi api) => api.GetAsync(id, from, to, days));
        app.MapGet("/api/v1/nodes/{id}", GetNodeAsync);
        app.MapPost(
            "/api/v1/nodes/{id}/commands",
            (string id, CommandApi.CommandDocument document, CommandApi api, HttpRequest request, CancellationToken cancel) =>
                api.PostAsync(id, document, request, cancel));
        app.MapPost(
            "/api/v1/nodes/{id}/configuration",
            (string id, ConfigurationApi.UpdateDocument document, ConfigurationApi api, HttpRequest request, CancellationToken cancel) =>
                api.PostAsync(id, document, request, cancel));
        app.MapGet("/api/v1/keys", (SupervisorKey key) => new
        {
            keys = new[]
            {
                new { kty = "EC", crv = "P-256", kid = key.KeyId, alg = "ES256", use = "sig", x = key.X, y = key.Y },
            },
        });
        app.MapGet("/healthz", GetHealth);
    }

    private static async Task<IResult> GetNodeAsync(string id, Enrolment enrolment, IGrainFactory grains, ILedgerStore ledger)
    {
        if (enrolment.FindNode(id) is null)
        {
            return PersonRequest.RefuseUnknown(id);
        }

        INodeGrain node = grains.GetGrain<INodeGrain>(id);
        NodeView view = (await node.GetReportAsync()).Value.View;
        IReadOnlyDictionary<long, int> versions = (await node.GetVersionsAsync()).Value;
        long from = Math.Max(1, view.Journal.StoredSeq - RecordsShown + 1);
        return TypedResults.Ok(new
        {
            node = view,
            records = ledger.ReadRecords(id, from).Select(entry => new
            {
                seq = entry.Record.Sequence,
                configurationVersion = versions.GetValueOrDefault(entry.Record.Boot),
                receivedMs = entry.ReceivedMs,
                record = Encoding.ASCII.GetString(entry.Record.Bytes),
            }).ToArray(),
        });
    }

    private static JsonHttpResult<HealthDocument> GetHealth(BrokerConnection broker, LedgerWriter ledger)
    {
        string status = !ledger.IsWriting ? "failed" : broker.IsConnected ? "ok" : "degraded";
        return TypedResults.Json(
            new HealthDocument(
                status,
                ledger.IsWriting ? "ok" : "failed",
                broker.IsConnected ? "connected" : "disconnected"),
            statusCode: ledger.IsWriting ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async IAsyncEnumerable<string> Follow(
        StatusFeed feed,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        await foreach (string document in feed.Follow(either.Token))
        {
            yield return document;
        }
    }
}
