using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Alerts.Delivery;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>The parts of the supervisor that are about alerts, and their HTTP interface.</summary>
internal static class AlertServices
{
    private sealed record ZonesDocument(IReadOnlyList<ZoneNumber> Zones);

    // How long those who are told may take to answer.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    // Of a supervisor without facilities.
    private const string NoAccount = "000";

    public static void AddAlerts(this IServiceCollection services, AlertOptions options)
    {
        services.AddSingleton<AlertMetrics>();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertApi>();
        services.AddSingleton<AlertHealth>();
        List<string> channels = [];
        if (options.Webhook is { } webhook)
        {
            channels.Add(WebhookChannel.ChannelName);
            AddChannel(services, provider => new WebhookChannel(webhook, provider.GetRequiredService<SupervisorClock>(), AnswerTimeout));
        }

        if (options.Dc09 is { } centre)
        {
            channels.Add(Dc09Channel.ChannelName);
            AddChannel(services, provider => new Dc09Channel(
                centre,
                centre.AccountOf(provider.GetRequiredService<CurrentEnrolment>().Facilities is [{ } first, ..] ? first.Id : NoAccount),
                provider.GetRequiredService<ZoneNumbers>(),
                provider.GetRequiredService<SupervisorClock>(),
                AnswerTimeout));
        }

        services.AddSingleton<ZoneNumbers>();
        services.AddSingleton(provider => new AlertOutbox(provider.GetRequiredService<RegistryDatabase>(), channels));
    }

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/alerts", (string? state, string? facility, long? before, Caller caller, AlertApi alerts) => alerts.ListAsync(state, facility, before, caller))
            .Produces<AlertApi.PageDocument>();
        api.MapGet("/alerts/{alert:long}", (long alert, Caller caller, AlertApi alerts) => alerts.GetAsync(alert, caller)).Produces<AlertApi.AlertDocument>();
        api.MapPost(
            "/alerts/{alert:long}/acknowledge",
            (long alert, AlertApi.ActDocument document, Caller caller, AlertApi alerts) => alerts.AcknowledgeAsync(alert, document, caller)).Produces<AlertApi.AlertDocument>();
        api.MapPost(
            "/alerts/{alert:long}/close",
            (long alert, AlertApi.ActDocument document, Caller caller, AlertApi alerts) => alerts.CloseAsync(alert, document, caller)).Produces<AlertApi.AlertDocument>();
        api.MapGet("/facilities/{id}/zones", async (string id, ZoneNumbers zones) => TypedResults.Ok(new ZonesDocument(await zones.ReadAsync(id)))).Needs(Right.Read);
    }

    private static void AddChannel<T>(IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class, IAlertChannel
    {
        services.AddSingleton(make);
        services.AddSingleton<IHostedService>(provider => new AlertDelivery(
            provider.GetRequiredService<AlertOutbox>(),
            provider.GetRequiredService<T>(),
            provider.GetRequiredService<AlertMetrics>(),
            provider.GetRequiredService<SupervisorClock>(),
            provider.GetRequiredService<SupervisorOptions>(),
            provider.GetRequiredService<ILogger<AlertDelivery>>()));
    }
}
