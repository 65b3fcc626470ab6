using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>
/// Reads the scenario format (docs/reference/scenarios.md). Every wrong line is reported, not only the first; a scenario
/// with a wrong line is not run.
/// </summary>
public sealed class ScenarioReader
{
    private readonly string _file;
    private readonly List<ScenarioError> _errors = [];
    private readonly NodeReader _nodes;
    private readonly List<string> _clauses = [];
    private readonly List<ScenarioStep> _steps = [];
    private string _title = "";
    private long _startMs;
    private DateOnly _day;
    private long _atMs;
    private Cast? _cast;

    private ScenarioReader(string file, Func<string, bool> isWireless)
    {
        _file = file;
        _nodes = new NodeReader(isWireless);
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">All of its text.</param>
    /// <param name="errors">Every line that is wrong, in order; empty where none is.</param>
    /// <returns>The scenario, or null where a line is wrong.</returns>
    public static Scenario? Read(string file, string text, out IReadOnlyList<ScenarioError> errors)
    {
        return Read(file, text, isWireless: false, out errors);
    }

    /// <summary>Reads a scenario, on request with every zone whose wire no line touches at a radio sensor of its own.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="text">All of its text.</param>
    /// <param name="isWireless">Whether zones are at radio sensors.</param>
    /// <param name="errors">Every line that is wrong, in order; empty where none is.</param>
    /// <returns>The scenario, or null where a line is wrong.</returns>
    public static Scenario? Read(string file, string text, bool isWireless, out IReadOnlyList<ScenarioError> errors)
    {
        string[] lines = text.Split('\n');
        string[] wired = [.. lines.SelectMany(WireOf)];
        ScenarioReader reader = new(file, zone => isWireless && !wired.Contains(zone));
        for (int i = 0; i < lines.Length; i++)
        {
            reader.TryReadLine(i + 1, lines[i].Trim());
        }

        if (reader._errors.Count == 0)
        {
            reader.CheckWhole(lines.Length);
        }

        errors = reader._errors;
        return errors.Count > 0
            ? null
            : new Scenario(file, reader._title, reader._clauses, reader._startMs, reader._nodes.Nodes, reader._steps);
    }

    /// <summary>The zone to whose wire something is done in a line.</summary>
    private static IEnumerable<string> WireOf(string line)
    {
        string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindIndex(words, word => word is "loop" or "ohm");
        return at > 0 && words[at - 1] is "cut" or "short" or "mend" ? words.Skip(at + 1).Take(1)
            : at > 0 && words[at] == "ohm" ? words.Skip(at + 2).Take(1)
            : [];
    }

    private void TryReadLine(int number, string line)
    {
        if (line.StartsWith('#') && _title.Length == 0)
        {
            _title = line.TrimStart('#', ' ');
        }

        try
        {
            Words words = new(line);
            if (!words.AreTaken)
            {
                ReadLine(number, line, words);
            }
        }
        catch (SyntaxException e)
        {
            _errors.Add(new ScenarioError(_file, number, e.Message));
        }
    }

    private void ReadLine(int number, string line, Words words)
    {
        if (words.Peek == "clause")
        {
            ReadClauses(words);
        }
        else if (words.Peek == "start")
        {
            ReadStart(words);
        }
        else if (NodeReader.Knows(words.Peek) && !(words.Peek == "meter" && _steps.Count > 0))
        {
            RequireHead(words.Peek);
            _nodes.Read(words);
        }
        else
        {
            ReadStep(number, line, words);
        }
    }

    private void ReadClauses(Words words)
    {
        RequireHead(words.Take("clause"));
        do
        {
            string clause = words.Take("a clause such as S3");
            bool isClause = clause.Length >= 2 && clause[0] is 'S' or 'P' && clause.Skip(1).All(char.IsAsciiDigit);
            _clauses.Add(isClause ? clause : throw new SyntaxException($"expected a clause such as S3 or P1, not '{clause}'"));
        }
        while (!words.AreTaken);
    }

    private void ReadStart(Words words)
    {
        RequireHead(words.Take("start"));
        string day = words.Take("a day such as 2026-03-02");
        string time = words.Take("a time such as 07:55");
        _day = Moment.ParseDay(day) ?? throw new SyntaxException($"expected a day such as 2026-03-02, not '{day}'");
        long timeMs = Moment.ParseTimeOfDay(time) ?? throw new SyntaxException($"expected a time such as 07:55, not '{time}'");
        words.End();
        _startMs = Moment.UnixMs(_day, timeMs);
        _atMs = _startMs;
    }

    private void ReadStep(int number, string line, Words words)
    {
        if (_startMs == 0 || _nodes.Nodes.Count == 0)
        {
            throw words.Wrong("the start line and at least one node before anything happens");
        }

        _cast ??= new Cast(_nodes.Nodes);
        if (words.TryTake("next"))
        {
            words.TakeOneOf("day");
            words.End();
            _day = _day.AddDays(1);
            return;
        }

        bool isFinal = words.TryTake("finally");
        if (!isFinal)
        {
            TakeTime(words);
        }

        if (isFinal && words.Peek != "expect")
        {
            throw words.Wrong("expect");
        }

        _steps.Add(words.TryTake("expect") ? ReadExpectation(number, line, words, isFinal) : ReadAction(number, line, words));
    }

    /// <summary>Takes the time of a line: a time of day, a duration after the line before, or nothing for the same time.</summary>
    private void TakeTime(Words words)
    {
        long atMs = _atMs;
        if (words.Peek.StartsWith('+'))
        {
            string text = words.Take("a duration")[1..];
            atMs += Moment.ParseDuration(text) ?? throw new SyntaxException($"expected a duration such as +30s, not '+{text}'");
            _day = Moment.DayOf(atMs);
        }
        else if (Moment.ParseTimeOfDay(words.Peek) is { } timeMs)
        {
            words.Take("a time");
            atMs = Moment.UnixMs(_day, timeMs);
        }
        else if (words.Peek.Length > 0 && char.IsAsciiDigit(words.Peek[0]))
        {
            throw words.Wrong("a time such as 08:00:31");
        }

        if (atMs < _atMs)
        {
            throw new SyntaxException(
                $"expected a time that is not before {Moment.ToText(_atMs)}; 'next day' goes on to the next day");
        }

        _atMs = atMs;
    }

    private ActionStep ReadAction(int number, string line, Words words)
    {
        Action<ScenarioWorld> act = new ActionReader(_cast!).Read(words);
        words.End();
        return new ActionStep(number, line, _atMs, act);
    }

    private ExpectationStep ReadExpectation(int number, string line, Words words, bool isFinal)
    {
        Func<ScenarioWorld, Observation> look = new ExpectationReader(_cast!).Read(words, _day);
        long withinMs = 0;
        long forMs = 0;
        if (!isFinal && words.TryTake("within"))
        {
            withinMs = words.TakeDuration();
        }
        else if (!isFinal && words.TryTake("for"))
        {
            forMs = words.TakeDuration();
        }

        words.End();
        return new ExpectationStep(number, line, _atMs, look, withinMs, forMs, isFinal);
    }

    private void RequireHead(string word)
    {
        if (_steps.Count > 0)
        {
            throw new SyntaxException($"expected '{word}' before anything happens");
        }
    }

    private void CheckWhole(int lastLine)
    {
        string? missing = _clauses.Count == 0 ? "a line such as 'clause S3'"
            : _startMs == 0 ? "a line such as 'start 2026-03-02 07:55'"
            : _nodes.Nodes.Count == 0 ? "a line such as 'node 01'"
            : !_steps.OfType<ExpectationStep>().Any() ? "at least one line with expect"
            : null;
        if (missing is not null)
        {
            _errors.Add(new ScenarioError(_file, lastLine, $"expected {missing}, not the end of the file"));
        }
    }
}
