using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.Configurations;
using Wugang.Supervisor.Registry.Discovery;
using Wugang.Supervisor.Registry.Enrolment;
using Wugang.Supervisor.Registry.FloorPlans;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Billing;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Evidence;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.HomeAssistant;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.Nodes;
using Wugang.Supervisor.Server.People;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server;

/// <summary>Puts a supervisor together: intake, ledger, HTTP.</summary>
public static class SupervisorHost
{
    /// <summary>Name of the ledger in the data folder.</summary>
    public const string LedgerFileName = "ledger.db";

    /// <summary>Builds a supervisor that listens on 127.0.0.1 once it is started. The caller may map more pages first.</summary>
    /// <param name="options">What it needs to know.</param>
    /// <param name="time">Its time.</param>
    /// <param name="adjust">Puts other parts in the place of some, such as a ledger that measures.</param>
    /// <exception cref="InvalidDataException">A file of the data folder cannot be used; the message says which and why.</exception>
    public static WebApplication Build(SupervisorOptions options, TimeProvider time, Action<IServiceCollection>? adjust = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.HttpPort));
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error)
            // The key ring lies in a folder that is its owner's alone, like the keys themselves.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddSimpleConsole(console => console.SingleLine = true);

        // First, so that its grains are there before anything calls them.
        builder.UseOrleans(silo => Cluster.Configure(silo, options));
        AddServices(builder.Services, options, time);
        adjust?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePages(typeof(SupervisorHost).Assembly, "wwwroot", "");
        app.UseRouting();
        app.UseSameOriginOnly();
        app.UseSignIn(options);
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapOpenApi("/api/v1/openapi.json");
        app.MapApi().MapBilling();

        // Opened here, so that a damaged file is the caller's to tell of and not a failure of the running host.
        app.Services.GetRequiredService<SupervisorKey>();
        app.Services.GetRequiredService<ILedgerStore>();
        app.Services.GetRequiredService<CurrentEnrolment>();
        return app;
    }

    private static void AddServices(IServiceCollection services, SupervisorOptions options, TimeProvider time)
    {
        // Only requests that name this machine: a page from elsewhere cannot reach in by a name of its own.
        services.AddHostFiltering(filter => filter.AllowedHosts = ["localhost", "127.0.0.1"]);
        services.AddRouting();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = StatusViews.Json.PropertyNamingPolicy;
            json.SerializerOptions.Encoder = StatusViews.Json.Encoder;
            foreach (System.Text.Json.Serialization.JsonConverter converter in StatusViews.Json.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddOpenApiDescription();
        services.AddTelemetry(options);
        services.AddSingleton(options);
        services.AddSingleton(new SupervisorClock(time));
        services.AddSingleton(provider => new EnrolmentBook(
            provider.GetRequiredService<RegistryDatabase>(),
            provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("node-keys"),
            options.Facilities));
        services.AddSingleton(provider => CurrentEnrolment.OpenAsync(provider.GetRequiredService<EnrolmentBook>()).GetAwaiter().GetResult());
        AddHosted<EnrolmentFeed>(services);
        services.AddSingleton<ILedgerStore>(_ => options.ClusterDatabase is { } database
            ? new PostgresLedger(database)
            : new SqliteLedger(Path.Combine(options.DataFolder, LedgerFileName)));
        services.AddSingleton(_ => options.OpenRegistry(time));
        services.AddSignIn(options);
        services.AddSingleton(provider => new LedgerWriter(
            provider.GetRequiredService<ILedgerStore>(), provider.GetRequiredService<SupervisorMetrics>().RecordCommit));
        services.AddSingleton<LedgerLoader>();
        services.AddAlerts(options.Alerts);
        services.AddSingleton(_ => SupervisorKey.Open(options.DataFolder));
        services.AddSingleton<SupervisorMetrics>();
        services.AddSingleton<SupervisedDocuments>();
        services.AddSingleton<HeardNotices>();
        services.AddSingleton<GrainServices>();
        AddHosted<DueList>(services);
        services.AddHostedService<HeartbeatRetention>();
        services.AddSingleton<ProtectionApi>();
        services.AddSingleton<EvidenceApi>();
        services.AddSingleton<RecordApi>();
        services.AddSingleton<HistoryApi>();
        services.AddSingleton<MeterApi>();
        services.AddSingleton<ReportApi>();
        services.AddBilling();
        services.AddSingleton<FloorPlanBook>();
        services.AddSingleton<CommandApi>();
        services.AddSingleton<ConfigurationBook>();
        services.AddSingleton<ConfigurationApi>();
        services.AddSingleton<BrokerConnection>();
        AddHosted<Outbox>(services);
        services.AddSingleton<AnnouncedTopics>();
        AddHosted<Discovery>(services);
        AddHosted<StatusFeed>(services);
        services.AddHostedService<IntakeService>();
    }

    private static void AddHosted<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
