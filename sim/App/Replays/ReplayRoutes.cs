using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.App.Replays;

/// <summary>The HTTP interface of the page's replay; docs/reference/http.md lists it.</summary>
internal static class ReplayRoutes
{
    internal sealed record SpeedRequest(int Speed);

    internal sealed record ErrorsDocument(IReadOnlyList<LineError> Errors);

    internal sealed record LineError(int Line, string Message);

    public static void MapReplay(this IEndpointRouteBuilder app, ReplayDesk desk, JsonSerializerOptions json)
    {
        app.MapPost("/sim/api/replay", async (HttpRequest request, string? name) =>
        {
            using StreamReader text = new(request.Body, Encoding.UTF8);
            return Begin(desk, json, name, await text.ReadToEndAsync());
        });
        app.MapDelete("/sim/api/replay", () =>
        {
            desk.Stop();
            return TypedResults.NoContent();
        });
        app.MapPut("/sim/api/replay/speed", Results<NoContent, JsonHttpResult<ErrorsDocument>> (SpeedRequest request) =>
            desk.TrySetSpeed(request.Speed)
                ? TypedResults.NoContent()
                : Refuse(json, new LineError(0, $"expected a speed from 0 to {ReplayClock.MaxSpeed}, not {request.Speed}")));
    }

    private static Results<Accepted, JsonHttpResult<ErrorsDocument>> Begin(ReplayDesk desk, JsonSerializerOptions json, string? name, string text)
    {
        IReadOnlyList<ScenarioError> errors = desk.Begin(name ?? "", text);
        return errors.Count == 0
            ? TypedResults.Accepted((string?)null)
            : Refuse(json, [.. errors.Select(error => new LineError(error.Line, error.Message))]);
    }

    private static JsonHttpResult<ErrorsDocument> Refuse(JsonSerializerOptions json, params LineError[] errors)
    {
        return TypedResults.Json(new ErrorsDocument(errors), json, statusCode: StatusCodes.Status400BadRequest);
    }
}
