using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Enrolment;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Enrolment;

/// <summary>The HTTP interface of who is supervised; docs/reference/http.md lists it.</summary>
internal static class EnrolmentApi
{
    internal sealed record FacilityDocument(string Id, BilingualName Name, BilingualName Township);

    internal sealed record NodeDocument(string Id, BilingualName Name);

    internal sealed record StateDocument(NodeState State);

    internal sealed record KeyDocument(string Kid);

    public static void MapEnrolment(this IEndpointRouteBuilder v1)
    {
        RouteGroupBuilder enrolment = v1.MapGroup("/enrolment").Needs(Right.Administrate);
        enrolment.MapGet("", async (EnrolmentBook book) => TypedResults.Ok(await book.ReadViewAsync()));
        enrolment.MapPost("/facilities", async (FacilityDocument facility, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            await book.AddFacilityAsync(caller.Person.Name, facility.Id, facility.Name, facility.Township);
            await feed.RefreshAsync();
            return TypedResults.NoContent();
        });
        enrolment.MapPost("/nodes", async (NodeDocument node, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            NodeId id = NodeId.TryParse(node.Id)
                ?? throw new RegistryException(RegistryFault.NotGood, $"'{node.Id}' is no node's name, such as 410481001-0007-01.");
            NewKey key = await book.AddNodeAsync(caller.Person.Name, id, node.Name);
            await feed.RefreshAsync();
            return TypedResults.Ok(key);
        });
        enrolment.MapPut("/nodes/{node}/state", async (string node, StateDocument document, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            await book.SetStateAsync(caller.Person.Name, node, document.State);
            await feed.RefreshAsync();
            return TypedResults.NoContent();
        });
        enrolment.MapPost("/nodes/{node}/keys", async (string node, KeyDocument document, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            NewKey key = await book.AddKeyAsync(caller.Person.Name, node, document.Kid);
            await feed.RefreshAsync();
            return TypedResults.Ok(key);
        });
        enrolment.MapPut("/nodes/{node}/keys/{kid}/use", async (string node, string kid, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            await book.UseKeyAsync(caller.Person.Name, node, kid);
            await feed.RefreshAsync();
            return TypedResults.NoContent();
        });
        enrolment.MapDelete("/nodes/{node}/keys/{kid}", async (string node, string kid, Caller caller, EnrolmentBook book, EnrolmentFeed feed) =>
        {
            await book.RetireKeyAsync(caller.Person.Name, node, kid);
            await feed.RefreshAsync();
            return TypedResults.NoContent();
        });
    }
}
