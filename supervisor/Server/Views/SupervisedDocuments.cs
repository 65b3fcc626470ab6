using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Views;

/// <summary>
/// The documents under <c>supervised/v1/…</c>: verified state and verdicts for township dashboards, canonical JSON
/// signed with the supervisor's key.
/// </summary>
internal sealed class SupervisedDocuments
{
    private const int MaxDocumentBytes = 16384;

    private readonly SignedWriter _signed;

    public SupervisedDocuments(SupervisorKey key)
    {
        _signed = new SignedWriter(key, MaxDocumentBytes);
    }

    public static string TopicOf(SupervisedFacility facility)
    {
        return $"supervised/v1/{facility.Enrolled.Id.Replace('-', '/')}/protection";
    }

    public static string TopicOf(SupervisedNode node)
    {
        return $"supervised/v1/{node.Name.Replace('-', '/')}/state";
    }

    /// <summary>What a document says apart from when: equal for two that say the same.</summary>
    /// <param name="write">Writes it as of a time.</param>
    public static byte[] ContentOf(Func<long, byte[]> write)
    {
        byte[] document = write(0);
        int signature = document.AsSpan().IndexOf(",\"sig\":"u8);
        int end = document.AsSpan(signature + 1).IndexOf(",\""u8);
        return [.. document.AsSpan(0, signature), .. document.AsSpan(signature + 1 + end)];
    }

    /// <summary>The verdict on a facility.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="unixMs">When this is said, milliseconds since 1970 UTC.</param>
    public byte[] Write(SupervisedFacility facility, long unixMs)
    {
        CanonicalWriter json = _signed.Begin();
        json.Name("facility").Text(facility.Enrolled.Id).Name("reasons").BeginArray();
        foreach (string reason in facility.Verdict.Current.Reasons)
        {
            json.Text(reason);
        }

        json.EndArray();
        _signed.PlaceSignature();
        json.Name("since_ms").Integer(facility.Verdict.SinceMs);
        json.Name("state").Text(NameOf(facility.Verdict.Current.State));
        return Complete(json, unixMs);
    }

    /// <summary>What a node's verified records say.</summary>
    /// <param name="node">The node.</param>
    /// <param name="unixMs">When this is said, milliseconds since 1970 UTC.</param>
    public byte[] Write(SupervisedNode node, long unixMs)
    {
        NodeStatus status = node.Status;
        CanonicalWriter json = _signed.Begin();
        json.Name("alarms").BeginObject();
        foreach ((string name, ZoneStatus zone) in status.Zones.Where(zone => zone.Value.Alarm is not null))
        {
            json.Name(name).BeginObject();
            json.Name("input_to_siren_ms").Integer(zone.Alarm!.InputToSirenMs).Name("since_ms").Integer(zone.Alarm.SinceMs);
            json.EndObject();
        }

        json.EndObject().Name("boot").Integer(status.Boot).Name("heartbeat_ms").Integer(status.HeartbeatMs);
        json.Name("meters").BeginObject();
        foreach ((string name, MeterStatus meter) in status.Meters)
        {
            json.Name(name).BeginObject().Name("medium").Text(meter.Medium).Name("read_ms").Integer(meter.ReadMs);
            json.Name("register_" + meter.Unit).Integer(meter.Register).EndObject();
        }

        json.EndObject().Name("node").Text(node.Name).Name("online").Boolean(status.IsOnline);
        json.Name("protection").Text(status.Protection).Name("seq").Integer(status.StoredSequence);
        _signed.PlaceSignature();
        json.Name("siren").Boolean(status.IsSirenSounding).Name("state").Text(NameOf(node.Verdict.Current.State));
        return Complete(json, unixMs, status.Zones);
    }

    private byte[] Complete(CanonicalWriter json, long unixMs, IReadOnlyDictionary<string, ZoneStatus>? zones = null)
    {
        json.Name("t").Integer(unixMs).Name("v").Integer(MemberReader.SupportedVersion);
        if (zones is not null)
        {
            json.Name("zones").BeginObject();
            foreach ((string name, ZoneStatus zone) in zones)
            {
                json.Name(name).Text(NameOf(zone.State));
            }

            json.EndObject();
        }

        _signed.Complete();
        return _signed.ToArray();
    }

    private static string NameOf<T>(T state)
        where T : struct, Enum
    {
        return System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
    }
}
