using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>Metrics at <c>/metrics</c>; traces of requests, batches and commits to a collector, where one is named.</summary>
internal static class Telemetry
{
    /// <summary>Of what the supervisor does by itself.</summary>
    public static readonly ActivitySource Source = new(SupervisorMetrics.MeterName);

    public static void AddTelemetry(this IServiceCollection services, SupervisorOptions options)
    {
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(SupervisorMetrics.MeterName).AddPrometheusExporter());
        if (options.TracesTo is { } collector)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Source.Name).AddOtlpExporter(exporter =>
                (exporter.Endpoint, exporter.Protocol) = (collector, OtlpExportProtocol.HttpProtobuf)));
        }
    }

    /// <summary>A span of what has just ended.</summary>
    public static void Trace(string name, TimeSpan duration)
    {
        Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), startTime: DateTimeOffset.UtcNow - duration)?.Dispose();
    }
}
