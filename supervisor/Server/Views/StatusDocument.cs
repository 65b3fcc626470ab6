using System.Text.Json;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Server.Alerts;

namespace Wugang.Supervisor.Server.Views;

// The document of GET /api/v1/facilities and of the event stream, in snake_case; docs/reference/http.md explains it.
internal sealed record StatusDocument(
    long TimeMs,
    IReadOnlyList<FacilityView> Facilities,
    IReadOnlyList<EventView> Events,
    RejectionsView Rejections,
    AlertsView Alerts);

internal sealed record FacilityView(
    string Id,
    BilingualName Name,
    TownshipView Township,
    VerdictView Verdict,
    IReadOnlyList<AlarmView> Alarms,
    IReadOnlyList<NodeView> Nodes)
{
    public AlertsView Alerts { get; init; } = AlertsView.None;
}

internal sealed record TownshipView(string Code, string Zh, string En);

internal sealed record VerdictView(VerdictState State, IReadOnlyList<string> Reasons, long SinceMs);

internal sealed record AlarmView(
    string Node,
    string Zone,
    string Type,
    IReadOnlyList<string> Causes,
    long SinceMs,
    long? InputToSirenMs,
    long Seq);

internal sealed record NodeView(
    string Id,
    BilingualName Name,
    bool Online,
    long Boot,
    long BootedMs,
    long HeartbeatMs,
    string Protection,
    ProtectionChange? ProtectionChange,
    bool Siren,
    IReadOnlyCollection<string> Faults,
    long? InputToPublishMs,
    VerdictView Verdict,
    IReadOnlyList<ZoneView> Zones,
    IReadOnlyList<MeterView> Meters,
    IReadOnlyList<SensorView> Sensors,
    JournalView Journal,
    ClockView Clock,
    ConfigurationView Configuration,
    long Rejected);

internal sealed record ZoneView(
    string Name,
    string Type,
    ZoneState State,
    bool Alarm,
    bool Bypassed,
    long ChangedMs,
    long LastExercisedMs);

internal sealed record MeterView(
    string Name,
    string Medium,
    string Source,
    string Status,
    long? Register,
    string Unit,
    long ReadMs,
    long AgeMs,
    IReadOnlyList<string> Faults,
    long? LastGoodRegister,
    long LastGoodMs);

internal sealed record SensorView(
    string Name,
    int? BatteryPercent,
    bool BatteryLow,
    long HeardMs,
    int? SignalDbm,
    IReadOnlyDictionary<string, long> Refused);

internal sealed record JournalView(long StoredSeq, long HeadSeq);

internal sealed record ConfigurationView(int Version, string Hash, bool OnTrial, ConfigurationChange? Change, long AnsweredId);

internal sealed record ClockView(string Quality, long ErrorMs);

internal sealed record EventView(long ReceivedMs, long TMs, string Node, string Kind, long Seq, JsonElement Data)
{
    /// <summary>Whether another view shows the same message.</summary>
    public bool IsSameAs(EventView other)
    {
        return (ReceivedMs, Node, Kind, Seq) == (other.ReceivedMs, other.Node, other.Kind, other.Seq);
    }
}

internal sealed record RejectionsView(
    long Total,
    IReadOnlyDictionary<string, long> ByReason,
    IReadOnlyList<RejectionView> Latest);

internal sealed record RejectionView(long ReceivedMs, string Topic, string Reason, int LengthBytes);
