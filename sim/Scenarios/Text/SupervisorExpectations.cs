using Wugang.Sim.Scenarios.Run;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what must be so of the supervisor: what it has stored, believed and judged.</summary>
internal sealed class SupervisorExpectations(Cast cast)
{
    private const long SecondMs = 1000;

    /// <summary>What it can read, for messages.</summary>
    public const string Subjects = "stored, rejected, meter, configuration, verdict or day";

    private readonly MeterExpectations _meters = new(cast);

    /// <summary>Reads what begins with this word, or gives null where that is none of the supervisor.</summary>
    /// <param name="subject">The word.</param>
    /// <param name="words">What stands behind it.</param>
    /// <param name="day">The day of the line.</param>
    public Func<ScenarioWorld, Observation>? Read(string subject, Words words, DateOnly day)
    {
        return subject switch
        {
            "stored" => ReadStored(words),
            "rejected" => ReadRejected(words),
            "meter" => _meters.Read(words),
            "configuration" => ReadConfiguration(words),
            "verdict" => ReadVerdict(words, day),
            "day" => ReadDay(words, day),
            _ => null,
        };
    }

    private Func<ScenarioWorld, Observation> ReadStored(Words words)
    {
        string number = cast.TakeNode(words);
        return world =>
        {
            ScenarioNode node = world.Node(number);
            long stored = world.Supervisor.Ledger.NewestSequence(node.World.Name);
            long newest = node.Journal.NewestSequence;
            return new Observation(stored == newest, $"stored up to {stored}, journal up to {newest}");
        };
    }

    private Func<ScenarioWorld, Observation> ReadConfiguration(Words words)
    {
        int version = words.TakeInteger("a version", 1, int.MaxValue);
        bool isOnTrial = words.TryTake("on_trial");
        string number = cast.TakeNode(words);
        return world =>
        {
            ScenarioNode node = world.Node(number);
            ConfigurationInForce? seen = world.Supervisor.Look().Find(node.World.Name)!.Status.Configurations.Newest;
            return new Observation(
                seen?.Version == version && seen.OnTrial == isOnTrial,
                seen is null ? "not known" : $"{seen.Version}{(seen.OnTrial ? " on_trial" : "")}");
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
        List<string> reasons = [];
        while (!words.AreTaken && words.Peek is not ("within" or "for") && !cast.IsNode(words.Peek))
        {
            reasons.Add(words.Take("a reason"));
        }

        string number = cast.TakeNode(words);
        return world => LookBack(world, number, Moment.UnixMs(day, from), Moment.UnixMs(day, to), expected, reasons);
    }

    private static string TakeVerdict(Words words)
    {
        return words.TakeOneOf("protected", "not_protected", "unknown");
    }

    private static Observation LookNow(ScenarioWorld world, string number, string expected)
    {
        Verdict verdict = Supervised(world, number).Verdict.Current;
        return new Observation(VerdictAudit.NameOf(verdict.State) == expected, ToText(verdict));
    }

    /// <summary>Whether all of a stretch has a verdict; its first and last second are left to debounce.</summary>
    private static Observation LookBack(
        ScenarioWorld world,
        string number,
        long fromMs,
        long toMs,
        string expected,
        List<string> reasons)
    {
        TimelineSegment? other = Supervised(world, number).Timeline.Query(fromMs + SecondMs, toMs - SecondMs)
            .FirstOrDefault(segment => VerdictAudit.NameOf(segment.Verdict.State) != expected
                || !reasons.All(segment.Verdict.Reasons.Contains));
        return other is null
            ? new Observation(true, expected)
            : new Observation(
                false, $"{ToText(other.Verdict)} from {Moment.ToText(other.FromMs)} to {Moment.ToText(other.ToMs)}");
    }

    /// <summary>The verdict on a day of the whole facility.</summary>
    private static Func<ScenarioWorld, Observation> ReadDay(Words words, DateOnly day)
    {
        if (Moment.ParseDay(words.Peek) is { } otherDay)
        {
            words.Take("a day");
            day = otherDay;
        }

        bool isCompliant = words.TakeOneOf("compliant", "not_compliant") == "compliant";
        bool mustBeClosed = words.TryTake("closed");
        return world =>
        {
            SupervisedFacility facility = world.Supervisor.Look().Facilities.Single();
            DayChange[] changes = [.. world.Supervisor.Ledger.ReadDayChanges(facility.Enrolled.Id, day, day)];
            DayVerdict verdict = facility.JudgeDay(day, changes, world.Time.NowMs);
            DaySummary summary = verdict.Summary;
            return new Observation(
                verdict.IsCompliant == isCompliant && (verdict.IsClosed || !mustBeClosed),
                $"{(verdict.IsCompliant ? "compliant" : "not_compliant")}{(verdict.IsClosed ? " closed" : "")}: protected for "
                + $"{summary.ProtectedMs} ms, not protected for {summary.NotProtectedMs} ms, unknown for {summary.UnknownMs} ms");
        };
    }

    private static string ToText(Verdict verdict)
    {
        return $"{VerdictAudit.NameOf(verdict.State)} {string.Join(' ', verdict.Reasons)}".TrimEnd();
    }

    private static SupervisedNode Supervised(ScenarioWorld world, string number)
    {
        return world.Supervisor.Look().Find(world.Node(number).World.Name)!;
    }
}
