using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Configurations;

namespace Wugang.Supervisor.Rules.Contents;

/// <summary>Takes a record's <c>data</c> apart: what is not as docs/reference/wire.md says is not understood.</summary>
public static class RecordContentReader
{
    /// <summary>Most reasons or faults of one node: one for each zone twice over, and those of the node itself.</summary>
    private const int MaxWords = (2 * Limits.MaxZones) + 8;

    private const string Suspect = "suspect";

    private static readonly string[] ProtectionStates = ["full", "day", "test", "none"];
    private static readonly string[] Media = ["electricity", "water", "gas"];
    private static readonly string[] Sources = ["pulse", "dlt645", "cjt188", "modbus", "bthome"];

    private static readonly string[] ReadStatuses =
    [
        Suspect, "no_answer", "malformed", "bad_checksum", "wrong_address", "wrong_identifier", "other_edition", "meter_error",
        "not_decimal", "wrong_unit", "out_of_range", "line_busy",
    ];

    private static readonly string[] Refusals =
    [
        "bad_value", "flooded", "forged", "no_key", "other_version", "out_of_order", "plain", "replayed", "truncated", "unknown_object",
    ];

    private static readonly string[] MeterFaultWords =
        [.. Enum.GetValues<MeterFault>().Select(MeterFaultBits.NameOf)];

    private static readonly string[] ConfigurationResults = ["accepted", "refused", "confirmed", "given_up"];

    private static readonly string[] Causes = ["detected", "intrusion", "held_open", "fault"];

    /// <summary>What the data says, or null if it is not understood.</summary>
    public static RecordContent? Read(RecordKind kind, ReadOnlyMemory<byte> data)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(data);
            return Read(kind, document.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static RecordContent Read(RecordKind kind, JsonElement data)
    {
        return kind switch
        {
            RecordKind.Boot => ReadBoot(data),
            RecordKind.Zone => ReadZone(data),
            RecordKind.Protection => new RecordContent.ProtectionChanged(
                Word(data, "to", ProtectionStates),
                Name(data.GetProperty("by")),
                Text(data, "who"),
                Text(data, "reason"),
                Names(data, "bypassed")),
            RecordKind.Fault => ReadFault(data),
            RecordKind.Command => new RecordContent.Acted(
                Name(data.GetProperty("command")),
                Name(data.GetProperty("result")),
                data.TryGetProperty("id", out _) ? NotNegative(data, "id") : 0),
            RecordKind.Meter => ReadMeter(data),
            RecordKind.Span => ReadSpan(data),
            RecordKind.Heartbeat => ReadHeartbeat(data),
            RecordKind.Config => ReadConfig(data),
            RecordKind.Loss => new RecordContent.Noted(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static RecordContent.Started ReadBoot(JsonElement data)
    {
        SortedDictionary<string, string> types = new(StringComparer.Ordinal);
        foreach (JsonElement zone in Items(data, "zones", Limits.MaxZones))
        {
            types[Name(zone.GetProperty("zone"))] = Name(zone.GetProperty("type"));
        }

        return new RecordContent.Started(Word(data, "protection", ProtectionStates), types, ReadMeters(data), ReadConfiguration(data));
    }

    private static ConfigurationInForce? ReadConfiguration(JsonElement data)
    {
        if (!data.TryGetProperty("config", out JsonElement config))
        {
            return null;
        }

        string hash = config.TryGetProperty("hash", out _) ? Text(config, "hash") : "";
        return new ConfigurationInForce(
            VersionOf(config), hash, config.TryGetProperty("trial", out JsonElement trial) && trial.GetBoolean());
    }

    private static RecordContent.Configured ReadConfig(JsonElement data)
    {
        string result = Word(data, "result", ConfigurationResults);
        bool isRefused = result == "refused";
        return new RecordContent.Configured(
            result,
            isRefused ? null : VersionOf(data),
            data.TryGetProperty("id", out _) ? NotNegative(data, "id") : 0,
            data.TryGetProperty("who", out _) ? Text(data, "who") : "",
            isRefused ? [.. Items(data, "errors", Limits.MaxSettingsErrors).Select(ErrorOf)] : []);
    }

    private static int VersionOf(JsonElement data)
    {
        int version = data.GetProperty("version").GetInt32();
        return version >= 1 ? version : throw new FormatException("Not a version that a configuration can have.");
    }

    private static string ErrorOf(JsonElement error)
    {
        string text = error.GetString()!;
        return text.Length <= Limits.MaxSettingsErrorCharacters ? text : throw new FormatException("Longer than a fault can be.");
    }

    private static SortedDictionary<string, string> ReadMeters(JsonElement data)
    {
        SortedDictionary<string, string> sources = new(StringComparer.Ordinal);
        foreach (JsonElement meter in Items(data, "meters", Limits.MaxMeters))
        {
            Word(meter, "medium", Media);
            sources[Name(meter.GetProperty("meter"))] = Word(meter, "source", Sources);
        }

        return sources;
    }

    private static RecordContent ReadFault(JsonElement data)
    {
        bool hasBegun = Word(data, "state", ["begun", "ended"]) == "begun";
        if (data.TryGetProperty("sensor", out JsonElement sensor))
        {
            Word(data, "fault", ["sensor_battery"]);
            return new RecordContent.SensorFaultChanged(Name(sensor), hasBegun);
        }

        return data.TryGetProperty("meter", out JsonElement meter)
            ? new RecordContent.MeterFaultChanged(Name(meter), Word(data, "fault", MeterFaultWords), hasBegun)
            : new RecordContent.FaultChanged(Name(data.GetProperty("fault")), hasBegun);
    }

    private static RecordContent.ZoneChanged ReadZone(JsonElement data)
    {
        bool isAlarm = data.TryGetProperty("alarm", out _);
        return new RecordContent.ZoneChanged(
            Name(data.GetProperty("zone")),
            Name(data.GetProperty("type")),
            ConditionOf(data.GetProperty("state").GetString()!),
            isAlarm ? Word(data, "alarm", Causes) : null,
            isAlarm ? NotNegative(data, "input_to_siren_ms") : 0);
    }

    private static RecordContent.Metered ReadMeter(JsonElement data)
    {
        string medium = Word(data, "medium", Media);
        string unit = medium == "electricity" ? "wh" : "l";
        string status = data.TryGetProperty("status", out _) ? Word(data, "status", ReadStatuses) : "ok";
        bool isRead = status is "ok" or Suspect;
        if (isRead != data.TryGetProperty("register_" + unit, out _) || data.TryGetProperty(unit == "l" ? "register_wh" : "register_l", out _))
        {
            throw new FormatException("A register and why there is none.");
        }

        int intervalS = data.GetProperty("interval_s").GetInt32();
        long[] earlier = [.. OptionalItems(data, "earlier").Select(item => NotNegative(item))];
        int[] missed = [.. OptionalItems(data, "missed").Select(item => item.GetInt32())];
        int endsMax = Math.Min(earlier.Length + missed.Length, Limits.MaxBatchedIntervals - 1);
        return new RecordContent.Metered(
            Name(data.GetProperty("meter")),
            medium,
            status,
            isRead ? NotNegative(data, "register_" + unit) : null,
            unit,
            NotNegative(data, "age_ms"))
        {
            IntervalS = intervalS is >= 1 and <= Limits.MaxMeterIntervalS
                ? intervalS
                : throw new FormatException("Not an interval that a node can have."),
            Earlier = isRead || earlier.Length == 0 ? earlier : throw new FormatException("Lower than nothing."),
            Missed = IsAscending(missed, endsMax) ? missed : throw new FormatException("Not places of interval ends."),
            OfBoot = data.TryGetProperty("of_boot", out _) ? NotNegative(data, "of_boot") : 0,
            OfUpMs = data.TryGetProperty("of_boot", out _) ? NotNegative(data, "of_up") : 0,
        };
    }

    /// <summary>Whether these are places from 1 to the last, in order and each once.</summary>
    private static bool IsAscending(int[] places, int last)
    {
        return places.Zip(places.Skip(1), (one, next) => one < next).All(isBefore => isBefore)
            && places.All(place => place >= 1 && place <= last);
    }

    private static RecordContent.Held ReadSpan(JsonElement data)
    {
        RecordContent.Held span = new(
            NotNegative(data, "of_boot"),
            NotNegative(data, "from_up"),
            NotNegative(data, "to_up"),
            NotNegative(data, "to_t"),
            ReadClaim(data));
        return span.FromUpMs <= span.ToUpMs ? span : throw new FormatException("Runs backwards.");
    }

    private static RecordContent.Beat ReadHeartbeat(JsonElement data)
    {
        int intervalS = data.GetProperty("interval_s").GetInt32();
        return new RecordContent.Beat(
            intervalS is >= Limits.MinHeartbeatIntervalS and <= Limits.MaxHeartbeatIntervalS
                ? intervalS
                : throw new FormatException("Not an interval that a node can have."),
            Word(data, "protection", ProtectionStates),
            ReadClaim(data),
            data.GetProperty("siren").GetBoolean(),
            data.TryGetProperty("input_to_publish_ms", out _) ? NotNegative(data, "input_to_publish_ms") : null,
            Name(data.GetProperty("storage")))
        {
            Active = Names(data, "active"),
            Alarms = Names(data, "alarms"),
            Bypassed = Names(data, "bypassed"),
            Faults = Words(data, "faults"),
            Sensor = data.TryGetProperty("sensor", out JsonElement sensor) ? ReadSensor(sensor) : null,
        };
    }

    private static RecordContent.Sensed ReadSensor(JsonElement data)
    {
        SortedDictionary<string, long> refused = new(StringComparer.Ordinal);
        foreach (JsonProperty reason in data.GetProperty("refused").EnumerateObject())
        {
            refused[Refusals.Contains(reason.Name) ? reason.Name : throw new FormatException("No reason to refuse.")] =
                NotNegative(reason.Value);
        }

        return new RecordContent.Sensed(
            Name(data.GetProperty("name")),
            data.TryGetProperty("battery", out JsonElement battery) ? battery.GetByte() : null,
            data.GetProperty("battery_low").GetBoolean(),
            data.TryGetProperty("heard_s", out _) ? NotNegative(data, "heard_s") : null,
            data.TryGetProperty("signal_dbm", out JsonElement signal) ? signal.GetInt16() : null,
            refused);
    }

    private static Verdict ReadClaim(JsonElement data)
    {
        string[] reasons = Words(data, "reasons");
        bool isProtected = data.GetProperty("protected").GetBoolean();
        if (isProtected)
        {
            return reasons.Length == 0
                ? new Verdict(VerdictState.Protected, [])
                : throw new FormatException("Reasons against what it claims.");
        }

        // A node that was given other zones meanwhile cannot name those of before: then no reason is left.
        return new Verdict(VerdictState.NotProtected, reasons);
    }

    private static ZoneState ConditionOf(string condition)
    {
        return condition switch
        {
            "normal" => ZoneState.Normal,
            "active" => ZoneState.Active,
            "cut" => ZoneState.Cut,
            "short" => ZoneState.Short,
            "drift" => ZoneState.Drift,
            "silent" => ZoneState.Silent,
            _ => throw new FormatException("No condition of a zone."),
        };
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement data, string member, int maxCount)
    {
        JsonElement array = data.GetProperty(member);
        return array.GetArrayLength() <= maxCount
            ? array.EnumerateArray()
            : throw new FormatException("More than a node can have.");
    }

    private static JsonElement.ArrayEnumerator OptionalItems(JsonElement data, string member)
    {
        return data.TryGetProperty(member, out _) ? Items(data, member, Limits.MaxBatchedIntervals - 1) : default;
    }

    private static string[] Names(JsonElement data, string member)
    {
        return [.. Items(data, member, Limits.MaxZones).Select(Name)];
    }

    /// <summary>Each <c>word</c> or <c>word:zone</c>, in order and each once.</summary>
    private static string[] Words(JsonElement data, string member)
    {
        string[] words = [.. Items(data, member, MaxWords).Select(item => item.GetString()!)];
        return words.All(word => word.Split(':') is { Length: <= 2 } parts && parts.All(IsName))
            ? [.. words.Distinct().Order(StringComparer.Ordinal)]
            : throw new FormatException("Not a word with a zone.");
    }

    /// <summary>A text that can stand as a member's name in what the supervisor signs.</summary>
    private static string Name(JsonElement value)
    {
        string name = value.GetString()!;
        return IsName(name) ? name : throw new FormatException("Not a name.");
    }

    private static bool IsName(string text)
    {
        return Ascii.IsName(text, Limits.MaxNameCharacters);
    }

    private static string Word(JsonElement data, string member, string[] words)
    {
        string word = data.GetProperty(member).GetString()!;
        return words.Contains(word) ? word : throw new FormatException("Not a word that is known.");
    }

    /// <summary>Free text of a person; may be empty.</summary>
    private static string Text(JsonElement data, string member)
    {
        string text = data.GetProperty(member).GetString()!;
        return text.Length <= Limits.MaxTextCharacters ? text : throw new FormatException("Longer than a text can be.");
    }

    private static long NotNegative(JsonElement data, string member)
    {
        return NotNegative(data.GetProperty(member));
    }

    private static long NotNegative(JsonElement element)
    {
        long value = element.GetInt64();
        return value >= 0 ? value : throw new FormatException("Negative.");
    }
}
