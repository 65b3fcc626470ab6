using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Ledger;
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
        app.MapGet("/api/v1/facilities", (StatusFeed feed) => TypedResults.Text(feed.Current, "application/json", Encoding.UTF8));
        app.MapGet("/api/v1/events", (StatusFeed feed, IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Follow(feed, lifetime.ApplicationStopping, cancel), "status"));
        app.MapGet("/api/v1/facilities/{id}/protection", (string id, string? from, string? to, int? days, ProtectionApi api) => api.Get(id, from, to, days));
        app.MapGet("/api/v1/nodes/{id}", GetNode);
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

    private static IResult GetNode(string id, SharedSupervision supervision, SqliteLedger ledger)
    {
        if (supervision.FindNode(id) is not { } node)
        {
            return PersonRequest.RefuseUnknown(id);
        }

        NodeView view = supervision.Read(_ => StatusViews.Of(node));
        IReadOnlyDictionary<long, int> versions = supervision.Read(_ => node.Status.Configurations.VersionByBoot());
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

    private static JsonHttpResult<HealthDocument> GetHealth(BrokerConnection broker, SharedSupervision supervision)
    {
        bool isLedgerWriting = supervision.IsLedgerWriting;
        string status = !isLedgerWriting ? "failed" : broker.IsConnected ? "ok" : "degraded";
        return TypedResults.Json(
            new HealthDocument(
                status,
                isLedgerWriting ? "ok" : "failed",
                broker.IsConnected ? "connected" : "disconnected"),
            statusCode: isLedgerWriting ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
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
