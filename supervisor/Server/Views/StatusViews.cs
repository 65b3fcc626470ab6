using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Grains;

namespace Wugang.Supervisor.Server.Views;

/// <summary>Turns the supervisor's state into what the page and the API show.</summary>
internal static class StatusViews
{
    /// <summary>How every document is spelt.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static NodeView Of(SupervisedNode node)
    {
        NodeStatus status = node.Status;
        return new NodeView(
            node.Name,
            node.Enrolled.Name,
            status.IsOnline,
            status.Boot,
            status.BootedMs,
            status.HeartbeatMs,
            status.Protection,
            status.ProtectionChange,
            status.IsSirenSounding,
            status.Faults,
            status.Beat?.InputToPublishMs,
            Of(node.Verdict),
            [.. status.Zones.Select(zone => Of(zone.Key, zone.Value))],
            [.. status.Meters.Select(meter => Of(meter.Key, meter.Value))],
            [.. status.Sensors.Select(sensor => Of(sensor.Key, sensor.Value))],
            new JournalView(status.StoredSequence, status.HeadSequence),
            new ClockView(status.Clock.QualityName, status.Clock.ErrorMs),
            Of(status.Configurations),
            node.RejectedCount);
    }

    private static ConfigurationView Of(ConfigurationHistory configurations)
    {
        ConfigurationInForce inForce = configurations.Newest ?? new ConfigurationInForce(0, "", false);
        return new ConfigurationView(inForce.Version, inForce.Hash, inForce.OnTrial, configurations.Change, configurations.UpdateId);
    }

    public static EventView Of(LedgerEntry entry)
    {
        VerifiedRecord record = entry.Record;
        return new EventView(
            entry.ReceivedMs,
            record.Time.UnixMs,
            record.Node,
            RecordKinds.NameOf(record.Kind),
            record.Sequence,
            JsonElement.Parse(record.Data.Span));
    }

    private static ZoneView Of(string name, ZoneStatus zone)
    {
        return new ZoneView(
            name,
            zone.Type,
            zone.State,
            zone.Alarm is not null,
            zone.IsBypassed,
            zone.ChangedMs,
            zone.LastExercisedMs);
    }

    private static MeterView Of(string name, MeterStatus meter)
    {
        return new MeterView(
            name,
            meter.Medium,
            meter.Source,
            meter.Status,
            meter.Register,
            meter.Unit,
            meter.ReadMs,
            meter.AgeMs,
            meter.Faults,
            meter.LastGoodRegister,
            meter.LastGoodMs);
    }

    private static SensorView Of(string name, SensorStatus sensor)
    {
        return new SensorView(
            name, sensor.BatteryPercent, sensor.IsBatteryLow, sensor.HeardMs, sensor.SignalDbm, sensor.Refused);
    }

    public static FacilityView Of(EnrolledFacility facility, VerdictSince verdict, IReadOnlyList<NodeReport> nodes)
    {
        EnrolledTownship township = facility.Township;
        return new FacilityView(
            facility.Id,
            facility.Name,
            new TownshipView(township.Code, township.Name.Zh, township.Name.En),
            Of(verdict),
            [.. nodes.SelectMany(node => node.Alarms)],
            [.. nodes.Select(node => node.View)]);
    }

    public static RejectionView[] Of(IReadOnlyCollection<QuarantinedMessage> messages)
    {
        return [.. messages.Select(Of)];
    }

    public static IEnumerable<AlarmView> AlarmsOf(SupervisedNode node)
    {
        return
            from zone in node.Status.Zones
            let alarm = zone.Value.Alarm
            where alarm is not null
            select new AlarmView(node.Name, zone.Key, zone.Value.Type, alarm.Causes, alarm.SinceMs, alarm.InputToSirenMs, alarm.Sequence);
    }

    private static VerdictView Of(VerdictSince verdict)
    {
        return new VerdictView(verdict.Current.State, verdict.Current.Reasons, verdict.SinceMs);
    }

    private static RejectionView Of(QuarantinedMessage message)
    {
        return new RejectionView(message.ReceivedMs, message.Topic, Rejections.NameOf(message.Reason), message.LengthBytes);
    }
}
