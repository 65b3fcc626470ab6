using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Sim.App.Brokers;
using Wugang.Sim.App.Consoles;
using Wugang.Sim.App.Recordings;
using Wugang.Sim.App.Replays;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Sim.App;

/// <summary>The simulator's page at <c>/sim/</c>: the boards as they are, and the commands as buttons.</summary>
internal sealed class SimulatorPages(Site site, Story story, Recording recording, ReplayDesk replays, MortalEmbeddedBroker? broker)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly Stopwatch _running = Stopwatch.StartNew();

    private sealed record CommandRequest(string? Command);

    private sealed record ConsoleDocument(IReadOnlyList<ConsoleLine> Lines, IReadOnlyList<RecordAnatomy> Records);

    public void Map(WebApplication app)
    {
        app.UsePages(typeof(SimulatorPages).Assembly, "wwwroot", "");
        app.MapGet("/sim/api/state", () => TypedResults.Text(State(), "application/json"));
        app.MapGet("/sim/api/events", (IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Follow(lifetime.ApplicationStopping, cancel), "state"));
        app.MapPost("/sim/api/command", Execute);
        app.MapGet("/sim/api/console", Console);
        app.MapGet("/sim/api/recording", () => TypedResults.File(
            Encoding.UTF8.GetBytes(recording.Write()), "text/plain; charset=utf-8", recording.FileName));
        app.MapReplay(replays, Json);
    }

    private JsonHttpResult<CommandResult> Execute(CommandRequest request)
    {
        CommandResult result = site.Execute(request.Command ?? "");
        if (result.Ok)
        {
            story.Tell(result.Message);
        }

        return TypedResults.Json(result, Json, statusCode: result.Ok ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private string State()
    {
        return JsonSerializer.Serialize(
            new
            {
                Facility = Kindergarten.FacilityId,
                Seconds = (long)_running.Elapsed.TotalSeconds,
                Broker = site.Weather.IsBrokerUp,
                People = site.Weather.HasPeople,
                Recorded = recording.Count,
                Commands = SiteCommands.All.Select(command => command.Command),
                Nodes = site.Nodes.Select(node => BoardView.Of(node, broker)),
                Phone = site.Phone.Progress is not { } progress ? null : new
                {
                    progress.Node,
                    Step = progress.Step.ToString().ToLowerInvariant(),
                    progress.Networks,
                    progress.Failure,
                },
                Replay = replays.View,
                Story = story.Lines,
            },
            Json);
    }

    /// <summary>What a board printed, sent and heard, and its newest records taken apart.</summary>
    private Results<JsonHttpResult<ConsoleDocument>, NotFound> Console(string node)
    {
        return site.Nodes.FirstOrDefault(candidate => candidate.Id.Value == node) is { } found
            ? TypedResults.Json(new ConsoleDocument(found.Console.Lines, found.Console.Records), Json)
            : TypedResults.NotFound();
    }

    private async IAsyncEnumerable<string> Follow(
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        while (!either.IsCancellationRequested)
        {
            yield return State();
            await Task.Delay(Interval, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
