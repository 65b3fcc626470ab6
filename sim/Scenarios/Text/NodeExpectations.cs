using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what must be so of a node: what it sounds, what it holds to be so, and what it records.</summary>
internal sealed class NodeExpectations(Cast cast)
{
    private static readonly string[] States = ["full", "day", "test", "none"];
    private static readonly string[] Conditions = ["normal", "active", "cut", "short", "drift", "silent"];
    private static readonly string[] Causes = ["detected", "intrusion", "held_open", "fault"];

    /// <summary>What it can read, for messages.</summary>
    public const string Subjects =
        "siren, buzzer, lamp, alarm, no alarm, condition, protection, protected, not_protected, record, no record or link";

    /// <summary>Reads what begins with this word, or gives null where that is none of a node.</summary>
    public Func<ScenarioWorld, Observation>? Read(string subject, Words words)
    {
        return subject switch
        {
            "siren" => ReadSound(words, node => node.Siren, "siren", "fire"),
            "buzzer" => ReadSound(words, node => node.Buzzer, "buzzer", "slow"),
            "lamp" => ReadSound(words, node => node.Lamp, "lamp", "slow"),
            "alarm" => ReadAlarm(words),
            "condition" => ReadCondition(words),
            "protection" => ReadProtection(words),
            "protected" => ReadAssessment(words, isProtected: true),
            "not_protected" => ReadAssessment(words, isProtected: false),
            "record" => ReadRecord(words, isThere: true),
            "no" => words.TakeOneOf("record", "alarm") == "record" ? ReadRecord(words, isThere: false) : ReadNoAlarm(words),
            "link" => ReadLink(words),
            _ => null,
        };
    }

    private Func<ScenarioWorld, Observation> ReadSound(
        Words words,
        Func<ScenarioNode, SounderListener> listener,
        string name,
        string halfSeconds)
    {
        string expected = words.TakeOneOf("off", "on", "steady", halfSeconds, "fast");
        string number = cast.TakeNode(words);
        return world =>
        {
            string pattern = listener(world.Node(number)).Pattern;
            return new Observation(expected == "on" ? pattern != "off" : pattern == expected, $"{name} {pattern}");
        };
    }

    private Func<ScenarioWorld, Observation> ReadAlarm(Words words)
    {
        string name = cast.TakeZone(words).Name;
        string? cause = Causes.Contains(words.Peek) ? words.Take("a cause") : null;
        return LookAtZone(name, zone =>
        {
            string seen = zone.Alarm == 0 ? "none" : SafetyNames.Of(zone.Alarm);
            return new Observation(cause is null ? zone.Alarm != 0 : seen == cause, $"alarm of {name}: {seen}");
        });
    }

    private Func<ScenarioWorld, Observation> ReadNoAlarm(Words words)
    {
        ZoneSettings? zone = cast.TryTakeZone(words);
        if (zone is not null)
        {
            return LookAtZone(zone.Name, held => new Observation(
                held.Alarm == 0, held.Alarm == 0 ? "none" : $"alarm of {zone.Name}: {SafetyNames.Of(held.Alarm)}"));
        }

        return LookAtNode(cast.TakeNode(words), alarms =>
        {
            string[] held =
            [
                .. Enumerable.Range(0, alarms.Zones.Count).Select(alarms.Zones.At)
                    .Where(candidate => candidate.Alarm != 0).Select(candidate => candidate.Settings.Name),
            ];
            return new Observation(held.Length == 0, held.Length == 0 ? "none" : $"alarms of {string.Join(' ', held)}");
        });
    }

    private Func<ScenarioWorld, Observation> ReadCondition(Words words)
    {
        string name = cast.TakeZone(words).Name;
        string expected = words.TakeOneOf(Conditions);
        return LookAtZone(name, zone =>
        {
            string seen = ZoneConditions.NameOf(zone.Condition);
            return new Observation(seen == expected, $"condition of {name}: {seen}");
        });
    }

    private Func<ScenarioWorld, Observation> ReadProtection(Words words)
    {
        string expected = words.TakeOneOf(States);
        return LookAtNode(cast.TakeNode(words), alarms =>
        {
            string seen = SafetyNames.Of(alarms.Protection.State);
            return new Observation(seen == expected, $"protection {seen}");
        });
    }

    /// <summary>What the node itself says: protected, or not for at least these reasons.</summary>
    private Func<ScenarioWorld, Observation> ReadAssessment(Words words, bool isProtected)
    {
        List<string> reasons = [];
        while (!isProtected && !words.AreTaken && words.Peek is not ("within" or "for") && !cast.IsNode(words.Peek))
        {
            reasons.Add(words.Take("a reason"));
        }

        return LookAtNode(cast.TakeNode(words), alarms =>
        {
            string[] seen = ReasonsOf(alarms);
            bool isSo = alarms.Assessment.IsProtected == isProtected && reasons.All(seen.Contains);
            return new Observation(isSo, alarms.Assessment.IsProtected ? "protected" : "not_protected " + string.Join(' ', seen));
        });
    }

    private static string[] ReasonsOf(AlarmSystem alarms)
    {
        byte[] buffer = new byte[Limits.MaxRecordBytes];
        CanonicalWriter json = new(buffer);
        alarms.Assessment.WriteReasons(json, alarms.Zones, Limits.MaxZones);
        using JsonDocument reasons = JsonDocument.Parse(buffer.AsMemory(0, json.Position));
        return [.. reasons.RootElement.EnumerateArray().Select(reason => reason.GetString()!)];
    }

    private Func<ScenarioWorld, Observation> ReadRecord(Words words, bool isThere)
    {
        string kindName = words.Take("a kind of record");
        if (!Enum.GetValues<RecordKind>().Any(kind => RecordKinds.NameOf(kind) == kindName))
        {
            throw new SyntaxException($"expected a kind of record, such as zone or command, not '{kindName}'");
        }

        List<MemberTest> members = [];
        while (words.Peek.AsSpan().ContainsAny("=<>"))
        {
            members.Add(MemberTest.Parse(words.Take("a member")));
        }

        string number = cast.TakeNode(words);
        return world =>
        {
            ScenarioNode node = world.Node(number);
            VerifiedRecord[] since = [.. node.Journal.Records.Skip(node.RecordsBefore)];
            bool isFound = since.Any(record => RecordKinds.NameOf(record.Kind) == kindName && Fits(record, members));
            return new Observation(isFound == isThere, since.Length == 0
                ? "no record since the line before that did something"
                : "records: " + string.Join("; ", since.Select(JournalWitness.ToText)));
        };
    }

    private static bool Fits(VerifiedRecord record, List<MemberTest> members)
    {
        using JsonDocument data = JsonDocument.Parse(record.Data);
        return members.All(member => member.Fits(data.RootElement));
    }

    private Func<ScenarioWorld, Observation> ReadLink(Words words)
    {
        bool isUp = words.TakeOneOf("up", "down") == "up";
        string number = cast.TakeNode(words);
        return world =>
        {
            LinkState state = world.Node(number).World.Board.Connection.State;
            return new Observation(isUp == (state == LinkState.Up), $"link {state.ToString().ToLowerInvariant()}");
        };
    }

    private static Func<ScenarioWorld, Observation> LookAtNode(string number, Func<AlarmSystem, Observation> look)
    {
        return world => Look(world.Node(number), look);
    }

    private static Func<ScenarioWorld, Observation> LookAtZone(string name, Func<Zone, Observation> look)
    {
        return world => Look(world.NodeOf(name), alarms => look(alarms.Zones.At(alarms.Zones.IndexOf(name))));
    }

    private static Observation Look(ScenarioNode node, Func<AlarmSystem, Observation> look)
    {
        return node.World.Firmware is { } firmware ? look(firmware.Alarms) : new Observation(false, "no power");
    }
}
