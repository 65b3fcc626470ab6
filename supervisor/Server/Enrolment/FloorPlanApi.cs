using Wugang.Supervisor.Registry.FloorPlans;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Enrolment;

/// <summary>The HTTP interface of floor plans; docs/reference/http.md lists it.</summary>
internal static class FloorPlanApi
{
    /// <summary><paramref name="ImageMs"/> is when the picture was handed in, 0 where there is none: it is another address for each picture.</summary>
    internal sealed record FloorPlanDocument(long ImageMs, IReadOnlyList<ZonePlace> Places);

    internal sealed record PlacesDocument(IReadOnlyList<ZonePlace> Places);

    public static void MapFloorPlans(this IEndpointRouteBuilder v1)
    {
        RouteGroupBuilder plan = v1.MapGroup("/facilities/{id}/floor-plan");
        plan.MapGet("", async (string id, FloorPlanBook book) =>
        {
            (long imageMs, IReadOnlyList<ZonePlace> places) = await book.ReadAsync(id);
            return TypedResults.Ok(new FloorPlanDocument(imageMs, places));
        }).Needs(Right.Read);
        plan.MapPut("/places", async (string id, PlacesDocument document, Caller caller, FloorPlanBook book) =>
        {
            await book.PlaceAsync(id, document.Places, caller.Person.Name);
            return TypedResults.NoContent();
        }).Needs(Right.Configure);
        plan.MapGet("/image", async (string id, HttpResponse response, FloorPlanBook book) =>
        {
            PlanImage image = await book.GetImageAsync(id);
            response.Headers.CacheControl = "private, max-age=86400";
            return TypedResults.Bytes(image.Bytes, image.Type);
        }).Needs(Right.Read);
        plan.MapPut("/image", async (string id, HttpRequest request, Caller caller, FloorPlanBook book) =>
        {
            await book.PutImageAsync(id, PlanImage.Of(await request.Body.ReadUpToAsync(PlanImage.MaxBytes + 1)), caller.Person.Name);
            return TypedResults.NoContent();
        }).Needs(Right.Configure).Accepts<byte[]>("image/png", "image/jpeg", "image/webp");
        plan.MapDelete("/image", async (string id, Caller caller, FloorPlanBook book) =>
        {
            await book.RemoveImageAsync(id, caller.Person.Name);
            return TypedResults.NoContent();
        }).Needs(Right.Configure);
    }
}
