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
        json.Name("facility").Text(facility.Enrolled.Id);
        WriteTexts(json.Name("reasons"), facility.Verdict.Current.Reasons);
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
            Write(json.Name(name), zone.Alarm!);
        }

        json.EndObject().Name("boot").Integer(status.Boot);
        WriteTexts(json.Name("bypassed"), status.Zones.Where(zone => zone.Value.IsBypassed).Select(zone => zone.Key));
        WriteTexts(json.Name("faults"), status.Faults);
        json.Name("heartbeat_ms").Integer(status.HeartbeatMs);
        json.Name("meters").BeginObject();
        foreach ((string name, MeterStatus meter) in status.Meters)
        {
            Write(json.Name(name), meter);
        }

        json.EndObject().Name("node").Text(node.Name).Name("online").Boolean(status.IsOnline);
        json.Name("protection").Text(status.Protection);
        WriteTexts(json.Name("reasons"), node.Verdict.Current.Reasons);
        json.Name("seq").Integer(status.StoredSequence);
        _signed.PlaceSignature();
        json.Name("siren").Boolean(status.IsSirenSounding).Name("state").Text(NameOf(node.Verdict.Current.State));
        return Complete(json, unixMs, status.Zones);
    }

    private static void Write(CanonicalWriter json, ZoneAlarm alarm)
    {
        WriteTexts(json.BeginObject().Name("causes"), alarm.Causes);
        if (alarm.InputToSirenMs is { } inputToSirenMs)
        {
            json.Name("input_to_siren_ms").Integer(inputToSirenMs);
        }

        json.Name("since_ms").Integer(alarm.SinceMs).EndObject();
    }

    private static void Write(CanonicalWriter json, MeterStatus meter)
    {
        WriteTexts(json.BeginObject().Name("faults"), meter.Faults);
        json.Name("medium").Text(meter.Medium).Name("read_ms").Integer(meter.ReadMs - meter.AgeMs);
        if (meter.Register is { } register)
        {
            json.Name("register_" + meter.Unit).Integer(register);
        }

        json.Name("status").Text(meter.Status).EndObject();
    }

    private static void WriteTexts(CanonicalWriter json, IEnumerable<string> texts)
    {
        json.BeginArray();
        foreach (string text in texts)
        {
            json.Text(text);
        }

        json.EndArray();
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
