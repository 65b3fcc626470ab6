using System.Net;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.HomeAssistant;

namespace Wugang.Supervisor.Server;

/// <summary>What a supervisor needs to know to start.</summary>
public sealed record SupervisorOptions
{
    /// <summary>Fewest days that heartbeats are kept: what is read at a start, and a few more.</summary>
    public const int MinKeepHeartbeatsDays = 40;

    /// <summary>Host name or address of the MQTT broker.</summary>
    public required string BrokerHost { get; init; }

    /// <summary>TCP port of the MQTT broker.</summary>
    public required int BrokerPort { get; init; }

    /// <summary>The supervisor's account at the broker.</summary>
    public required string BrokerUser { get; init; }

    public required string BrokerPassword { get; init; }

    /// <summary>How long the broker may take to answer before the connection counts as lost.</summary>
    public TimeSpan BrokerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>TCP port of the HTTP server on 127.0.0.1.</summary>
    public required int HttpPort { get; init; }

    /// <summary>
    /// How to connect to the PostgreSQL database that several servers share, as Npgsql reads it; null where this one is alone and keeps its
    /// ledger in a file.
    /// </summary>
    public string? ClusterDatabase { get; init; }

    /// <summary>Whether several servers share the work.</summary>
    public bool IsCluster => ClusterDatabase is not null;

    /// <summary>This server's name among them.</summary>
    public string ServerName { get; init; } = "supervisor";

    /// <summary>Address at which other servers reach this one's grains.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port at that address; 0 for any that is free.</summary>
    public int SiloPort { get; init; }

    /// <summary>Folder of the ledger and the supervisor's own key.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether whoever reaches it may do everything without signing in: for demonstrations on one's own machine.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The OpenTelemetry collector that traces go to by OTLP over HTTP, such as <c>http://127.0.0.1:4318/v1/traces</c>; null for none.</summary>
    public Uri? TracesTo { get; init; }

    /// <summary>How many days heartbeats are kept, at least <see cref="MinKeepHeartbeatsDays"/>; null for always.</summary>
    public int? KeepHeartbeatsDays { get; init; }

    /// <summary>When a day of a facility is compliant, when it closes, and where midnight is.</summary>
    public DaySettings Days { get; init; } = new();

    /// <summary>When an alert is due, and who is told of it.</summary>
    public AlertOptions Alerts { get; init; } = new();

    /// <summary>Where Home Assistant looks for nodes; null where nobody does.</summary>
    public HomeAssistantOptions? HomeAssistant { get; init; }

    /// <summary>The facilities and nodes that are supervised.</summary>
    public required IReadOnlyList<EnrolledFacility> Facilities { get; init; }

    /// <summary>Opens what people decide: a file of the data folder, or the servers' common database.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why.</exception>
    internal RegistryDatabase OpenRegistry(TimeProvider time)
    {
        return ClusterDatabase is { } database
            ? RegistryDatabase.OpenPostgres(database, time)
            : RegistryDatabase.OpenFile(Path.Combine(DataFolder, "registry.db"), time);
    }
}
