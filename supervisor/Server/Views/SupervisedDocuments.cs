using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Views;

/// <summary>
/// The documents under <c>supervised/v1/…</c>: verified state and verdicts for township dashboards, canonical JSON
/// signed with the supervisor's key.
/// </summary>
internal sealed class SupervisedDocuments(SupervisorKey key)
{
    private const int MaxDocumentBytes = 16384;

    private readonly Lock _lock = new();
    private readonly SignedWriter _signed = new(key, MaxDocumentBytes);
    private readonly SignedWriter _unsigned = new(new NoSigner(), MaxDocumentBytes);

    public static string TopicOf(string facility)
    {
        return $"supervised/v1/{facility.Replace('-', '/')}/protection";
    }

    public static string TopicOfNode(string node)
    {
        return $"supervised/v1/{node.Replace('-', '/')}/state";
    }

    /// <summary>What the document on a facility says apart from when: equal for two that say the same.</summary>
    public byte[] ContentOf(string facility, VerdictSince verdict)
    {
        lock (_lock)
        {
            return Write(_unsigned, facility, verdict, 0);
        }
    }

    /// <summary>What the document on a node says apart from when.</summary>
    public byte[] ContentOf(SupervisedNode node)
    {
        lock (_lock)
        {
            return Write(_unsigned, node, 0);
        }
    }

    /// <summary>The verdict on a facility, signed.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="verdict">The verdict on it.</param>
    /// <param name="unixMs">When this is said, milliseconds since 1970 UTC.</param>
    public byte[] Write(string facility, VerdictSince verdict, long unixMs)
    {
        lock (_lock)
        {
            return Write(_signed, facility, verdict, unixMs);
        }
    }

    /// <summary>What a node's verified records say, signed.</summary>
    /// <param name="node">The node.</param>
    /// <param name="unixMs">When this is said, milliseconds since 1970 UTC.</param>
    public byte[] Write(SupervisedNode node, long unixMs)
    {
        lock (_lock)
        {
            return Write(_signed, node, unixMs);
        }
    }

    private static byte[] Write(SignedWriter signed, string facility, VerdictSince verdict, long unixMs)
    {
        CanonicalWriter json = signed.Begin();
        json.Name("facility").Text(facility);
        WriteTexts(json.Name("reasons"), verdict.Current.Reasons);
        signed.PlaceSignature();
        json.Name("since_ms").Integer(verdict.SinceMs);
        json.Name("state").Text(NameOf(verdict.Current.State));
        return Complete(signed, unixMs);
    }

    private static byte[] Write(SignedWriter signed, SupervisedNode node, long unixMs)
    {
        NodeStatus status = node.Status;
        CanonicalWriter json = signed.Begin();
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
        signed.PlaceSignature();
        json.Name("siren").Boolean(status.IsSirenSounding).Name("state").Text(NameOf(node.Verdict.Current.State));
        return Complete(signed, unixMs, status.Zones);
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

    private static byte[] Complete(SignedWriter signed, long unixMs, IReadOnlyDictionary<string, ZoneStatus>? zones = null)
    {
        CanonicalWriter json = signed.Json;
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

        signed.Complete();
        return signed.ToArray();
    }

    private static string NameOf<T>(T state)
        where T : struct, Enum
    {
        return System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
    }

    /// <summary>For documents that are only compared.</summary>
    private sealed class NoSigner : ISigner
    {
        public byte[] ProtectedHeader { get; } = [(byte)'-'];

        public int SignatureBytes => 0;

        public byte[] Sign(byte[] buffer, int offset, int count)
        {
            return [];
        }
    }
}
