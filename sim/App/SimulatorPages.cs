using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.App.Chaos;
using Wugang.Sim.App.Recordings;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App;

/// <summary>The simulator's page at <c>/sim/</c>: the boards as they are, and the commands as buttons.</summary>
internal sealed class SimulatorPages(Site site, Story story, Recording recording, MortalEmbeddedBroker? broker)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly Stopwatch _running = Stopwatch.StartNew();

    private sealed record CommandRequest(string? Command);

    public void Map(WebApplication app)
    {
        app.UsePages(typeof(SimulatorPages).Assembly, "wwwroot", "");
        app.MapGet("/sim/api/state", () => TypedResults.Text(State(), "application/json"));
        app.MapGet("/sim/api/events", (IHostApplicationLifetime lifetime, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Follow(lifetime.ApplicationStopping, cancel), "state"));
        app.MapPost("/sim/api/command", Execute);
        app.MapGet("/sim/api/recording", () => TypedResults.File(
            Encoding.UTF8.GetBytes(recording.Write()), "text/plain; charset=utf-8", recording.FileName));
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
                Nodes = site.Nodes.Select(node => new
                {
                    Id = node.Id.Value,
                    node.Name,
                    Powered = node.IsPowered,
                    Connected = broker?.IsConnected(node.Id.Value),
                    Siren = node.IsSirenSounding,
                    Buzzer = node.IsBuzzerSounding,
                    Led = node.IsLedOn,
                    Mains = node.IsMainsOn,
                    Battery = node.BatteryPercent,
                    Wifi = node.IsInReach,
                    Flash = node.IsFlashWorking,
                    ClockErrorS = (long)node.ClockError.TotalSeconds,
                    Setup = node.Bluetooth.IsServing,
                    SetupLamp = node.IsSetupLampOn,
                    Inputs = node.Zones.Select(wire => new
                    {
                        wire.Zone.Name,
                        Type = ZoneTypes.NameOf(wire.Zone.Type),
                        Active = wire.IsActive,
                        Loop = wire.IsLoop ? NameOf(wire.Fault) : null,
                        Wireless = wire.IsWireless,
                    }),
                    Meters = node.Meters.Select((meter, index) => new
                    {
                        meter.Name,
                        Medium = Media.NameOf(meter.Medium),
                        Pulses = meter.Source == MeterSource.Pulse ? node.PulsesOf(index) : (long?)null,
                        Register = node.RegisterOf(meter),
                    }),
                }),
                Phone = site.Phone.Progress is not { } progress ? null : new
                {
                    progress.Node,
                    Step = progress.Step.ToString().ToLowerInvariant(),
                    progress.Networks,
                    progress.Failure,
                },
                Story = story.Lines,
            },
            Json);
    }

    private static string NameOf(LoopFault fault)
    {
        return fault switch
        {
            LoopFault.None => "whole",
            LoopFault.Cut => "cut",
            LoopFault.Short => "short",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
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
