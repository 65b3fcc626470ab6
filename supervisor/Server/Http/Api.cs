using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Evidence;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.Nodes;
using Wugang.Supervisor.Server.People;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Http;

/// <summary>The HTTP interface; docs/reference/http.md lists it.</summary>
internal static class Api
{
    private const int RecordsShown = 50;

    private sealed record HealthDocument(string Status, string Ledger, string Broker, string Overview, AlertHealthDocument Alerts);

    private sealed record LiveDocument(string Status);

    private sealed record NodeDocument(NodeView Node, IReadOnlyList<RecordView> Records);

    private sealed record RecordView(long Seq, int ConfigurationVersion, long ReceivedMs, string Record);

    private sealed record KeySetDocument(IReadOnlyList<PublicKeyView> Keys);

    private sealed record PublicKeyView(string Kty, string Crv, string Kid, string Alg, string Use, string X, string Y);

    /// <summary>The interface of version 1: whoever asks has signed in, unless an endpoint says otherwise.</summary>
    /// <returns>Where more of it may be mapped.</returns>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder v1 = app.MapGroup("/api/v1").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized).AddEndpointFilter(RefuseWhatDoesNotFitAsync);
        v1.MapGet("/facilities", async (Caller caller, StatusFeed feed, CancellationToken cancel) =>
            TypedResults.Text(await feed.GetAsync(caller.Person, cancel), "application/json", Encoding.UTF8)).Produces<StatusDocument>();
        v1.MapGet("/events", (Caller caller, StatusFeed feed, PeopleBook people, IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(
                people.WhileSignedInAsync(caller, either => feed.Follow(caller.Person, either), lifetime.ApplicationStopping, cancel), "status"));
        v1.MapPages();
        v1.MapGet("/facilities/{id}/protection", (string id, string? from, string? to, int? days, ProtectionApi api) => api.GetAsync(id, from, to, days))
            .Needs(Right.Read).Produces<ProtectionApi.ProtectionDocument>();
        v1.MapGet("/nodes/{id}", GetNodeAsync).Needs(Right.Read).Produces<NodeDocument>();
        v1.MapGet("/nodes/{id}/records", RecordsApi.Get).Needs(Right.Read).Produces<string>(contentType: "text/plain");
        v1.MapPost(
            "/nodes/{id}/commands",
            (string id, CommandApi.CommandDocument document, Caller caller, CommandApi api, CancellationToken cancel) => api.PostAsync(id, document, caller, cancel))
            .Needs(Right.Operate).Produces<CommandApi.AcceptedDocument>(StatusCodes.Status202Accepted);
        v1.MapPost(
            "/nodes/{id}/configuration",
            (string id, ConfigurationApi.UpdateDocument document, Caller caller, ConfigurationApi api, CancellationToken cancel) =>
                api.PostAsync(id, document, caller, cancel))
            .Needs(Right.Configure).Produces<ConfigurationApi.AcceptedDocument>(StatusCodes.Status202Accepted);
        v1.MapGet("/nodes/{id}/configuration", (string id, ConfigurationApi api) => api.GetAsync(id))
            .Needs(Right.Read).Produces<ConfigurationApi.ConfigurationDocument>();
        v1.MapPut(
            "/nodes/{id}/configuration", (string id, JsonElement configuration, Caller caller, ConfigurationApi api) => api.PutAsync(id, configuration, caller))
            .Needs(Right.Configure).Produces(StatusCodes.Status204NoContent);
        v1.MapGet("/keys", (SupervisorKey key) => TypedResults.Ok(
            new KeySetDocument([new PublicKeyView("EC", "P-256", key.KeyId, "ES256", "sig", key.X, key.Y)]))).AllowAnonymous();
        v1.MapPeople();
        v1.MapEnrolment();
        v1.MapFloorPlans();
        v1.MapAlerts();
        app.MapGet("/healthz", GetHealthAsync);
        app.MapGet("/healthz/ready", GetHealthAsync);
        app.MapGet("/healthz/live", () => TypedResults.Ok(new LiveDocument("ok")));
        return v1;
    }

    private static async ValueTask<object?> RefuseWhatDoesNotFitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RegistryException e)
        {
            return e.Fault switch
            {
                RegistryFault.NotFound => Refusal.Of(StatusCodes.Status404NotFound, "Not found", e.Message),
                RegistryFault.Conflict => Refusal.Of(StatusCodes.Status409Conflict, "Not possible now", e.Message),
                RegistryFault.NotGood or _ => Refusal.Of(StatusCodes.Status400BadRequest, "Not good", e.Message),
            };
        }
    }

    private static async Task<IResult> GetNodeAsync(string id, CurrentEnrolment enrolment, IGrainFactory grains, ILedgerStore ledger)
    {
        if (enrolment.FindNode(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        INodeGrain node = grains.GetGrain<INodeGrain>(id);
        NodeView view = (await node.GetReportAsync()).Value.View;
        IReadOnlyDictionary<long, int> versions = (await node.GetVersionsAsync()).Value;
        long from = Math.Max(1, view.Journal.StoredSeq - RecordsShown + 1);
        return TypedResults.Ok(new NodeDocument(
            view,
            [
                .. ledger.ReadRecords(id, from).Select(entry => new RecordView(
                    entry.Record.Sequence, versions.GetValueOrDefault(entry.Record.Boot), entry.ReceivedMs, Encoding.ASCII.GetString(entry.Record.Bytes))),
            ]));
    }

    private static async Task<JsonHttpResult<HealthDocument>> GetHealthAsync(BrokerConnection broker, LedgerWriter ledger, StatusFeed feed, AlertHealth alerts)
    {
        AlertHealthDocument ofAlerts = await alerts.GetAsync();
        bool isAllWell = broker.IsConnected && feed.IsCurrent && ofAlerts.Status == "ok";
        return TypedResults.Json(
            new HealthDocument(
                !ledger.IsWriting ? "failed" : isAllWell ? "ok" : "degraded",
                ledger.IsWriting ? "ok" : "failed",
                broker.IsConnected ? "connected" : "disconnected",
                feed.IsCurrent ? "ok" : "silent",
                ofAlerts),
            statusCode: ledger.IsWriting ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
