using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what must be so.</summary>
internal sealed class ExpectationReader(Cast cast)
{
    private const string Subjects = "siren, record, no record, link, stored, rejected or verdict";
    private const long SecondMs = 1000;

    /// <summary>Reads what stands behind <c>expect</c>, up to <c>within</c> or <c>for</c>.</summary>
    /// <param name="words">The words.</param>
    /// <param name="day">The day of the line.</param>
    /// <exception cref="SyntaxException">It is none.</exception>
    public Func<ScenarioWorld, Observation> Read(Words words, DateOnly day)
    {
        string subject = words.Take(Subjects);
        switch (subject)
        {
            case "siren":
                return ReadSiren(words);
            case "record":
                return ReadRecord(words, isThere: true);
            case "no":
                words.TakeOneOf("record");
                return ReadRecord(words, isThere: false);
            case "link":
                return ReadLink(words);
            case "stored":
                return ReadStored(words);
            case "rejected":
                return ReadRejected(words);
            case "verdict":
                return ReadVerdict(words, day);
            default:
                throw new SyntaxException($"expected {Subjects}, not '{subject}'");
        }
    }

    private Func<ScenarioWorld, Observation> ReadSiren(Words words)
    {
        string expected = words.TakeOneOf("off", "on", "fire", "steady");
        string number = cast.TakeNode(words);
        return world =>
        {
            string pattern = world.Node(number).Siren.Pattern;
            return new Observation(expected == "on" ? pattern != "off" : pattern == expected, $"siren {pattern}");
        };
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

    private Func<ScenarioWorld, Observation> ReadStored(Words words)
    {
        string number = cast.TakeNode(words);
        return world =>
        {
            ScenarioNode node = world.Node(number);
            long stored = world.Supervisor.Ledger.ReadRecords(node.World.Name, 1).LastOrDefault()?.Record.Sequence ?? 0;
            long newest = node.Journal.NewestSequence;
            return new Observation(stored == newest, $"stored up to {stored}, journal up to {newest}");
        };
    }

    private static Func<ScenarioWorld, Observation> ReadRejected(Words words)
    {
        string reason = words.Take("a reason for a rejection");
        if (!Enum.GetValues<Rejection>().Any(known => Rejections.NameOf(known) == reason))
        {
            throw new SyntaxException($"expected a reason for a rejection, such as bad_signature, not '{reason}'");
        }

        return world =>
        {
            string[] seen = [.. world.Supervisor.Ledger.Quarantine.Select(message => Rejections.NameOf(message.Reason))];
            return new Observation(seen.Contains(reason), seen.Length == 0 ? "none rejected" : string.Join(' ', seen));
        };
    }

    private Func<ScenarioWorld, Observation> ReadVerdict(Words words, DateOnly day)
    {
        if (words.TryTake("now"))
        {
            string now = TakeVerdict(words);
            string subject = cast.TakeNode(words);
            return world => LookNow(world, subject, now);
        }

        if (Moment.ParseDay(words.Peek) is { } otherDay)
        {
            words.Take("a day");
            day = otherDay;
        }

        string stretch = words.Take("a stretch of time such as 08:00:00-08:30:00, or now");
        long?[] times = [.. stretch.Split('-').Select(Moment.ParseTimeOfDay)];
        if (times is not [{ } from, { } to] || to <= from)
        {
            throw new SyntaxException($"expected a stretch of time such as 08:00:00-08:30:00, or now, not '{stretch}'");
        }

        string expected = TakeVerdict(words);
        string number = cast.TakeNode(words);
        return world => LookBack(world, number, Moment.UnixMs(day, from), Moment.UnixMs(day, to), expected);
    }

    private static string TakeVerdict(Words words)
    {
        return words.TakeOneOf("protected", "not_protected", "unknown");
    }

    private static Observation LookNow(ScenarioWorld world, string number, string expected)
    {
        Verdict verdict = Supervised(world, number).Verdict.Current;
        string seen = VerdictAudit.NameOf(verdict.State);
        return new Observation(seen == expected, $"{seen} {string.Join(' ', verdict.Reasons)}".TrimEnd());
    }

    /// <summary>Whether all of a stretch has a verdict; its first and last second are left to debounce.</summary>
    private static Observation LookBack(ScenarioWorld world, string number, long fromMs, long toMs, string expected)
    {
        TimelineSegment? other = Supervised(world, number).Timeline.Query(fromMs + SecondMs, toMs - SecondMs)
            .FirstOrDefault(segment => VerdictAudit.NameOf(segment.Verdict.State) != expected);
        return other is null
            ? new Observation(true, expected)
            : new Observation(
                false,
                $"{VerdictAudit.NameOf(other.Verdict.State)} {string.Join(' ', other.Verdict.Reasons)}".TrimEnd()
                + $" from {Moment.ToText(other.FromMs)} to {Moment.ToText(other.ToMs)}");
    }

    private static SupervisedNode Supervised(ScenarioWorld world, string number)
    {
        return world.Supervisor.Look().Find(world.Node(number).World.Name)!;
    }
}
