using System.Globalization;
using System.Text.RegularExpressions;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>The words of one line, taken from left to right. A text in double quotes is one word.</summary>
internal sealed partial class Words
{
    private readonly string[] _words;
    private int _next;

    /// <exception cref="SyntaxException">A quote is not closed.</exception>
    public Words(string line)
    {
        _words = [.. Word().Matches(WithoutComment(line)).Select(match => match.Value)];
        if (_words.Any(word => word.StartsWith('"') && (word.Length == 1 || !word.EndsWith('"'))))
        {
            throw new SyntaxException("expected a closing \"");
        }
    }

    /// <summary>Whether all words are taken.</summary>
    public bool AreTaken => _next == _words.Length;

    /// <summary>The next word without taking it; empty at the end.</summary>
    public string Peek => AreTaken ? "" : _words[_next];

    /// <summary>Takes the next word.</summary>
    /// <param name="expected">What stands here in a line that is right, for the message.</param>
    /// <exception cref="SyntaxException">There is none.</exception>
    public string Take(string expected)
    {
        return AreTaken ? throw Wrong(expected) : _words[_next++].Trim('"');
    }

    /// <summary>Takes the next word if it is this one.</summary>
    public bool TryTake(string word)
    {
        bool isIt = Peek == word;
        _next += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>Takes one of these words.</summary>
    public string TakeOneOf(params string[] choices)
    {
        return choices.Contains(Peek) ? _words[_next++] : throw Wrong(string.Join(" or ", choices));
    }

    /// <summary>Takes a whole number.</summary>
    public int TakeInteger(string expected, int minimum, int maximum)
    {
        bool isRead = int.TryParse(Peek, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        if (!isRead || value < minimum || value > maximum)
        {
            throw Wrong($"{expected} from {minimum} to {maximum}");
        }

        _next++;
        return value;
    }

    /// <summary>Takes a duration such as <c>500ms</c>, <c>2 s</c>, <c>30m</c>, <c>8h</c>, <c>7d</c>, in milliseconds.</summary>
    public long TakeDuration()
    {
        string text = Peek;
        if (text.Length > 0 && text.All(char.IsAsciiDigit) && _next + 1 < _words.Length)
        {
            text += _words[_next + 1];
            _next++;
        }

        long? duration = Moment.ParseDuration(text);
        _next += duration is null ? 0 : 1;
        return duration ?? throw Wrong("a duration such as 500ms, 2s, 30m, 8h or 7d");
    }

    /// <summary>Takes a duration, in milliseconds.</summary>
    public long TakeDuration(long minimumMs, long maximumMs)
    {
        long durationMs = TakeDuration();
        return durationMs >= minimumMs && durationMs <= maximumMs
            ? durationMs
            : throw new SyntaxException($"expected a duration of {minimumMs} to {maximumMs} ms, not {durationMs} ms");
    }

    /// <exception cref="SyntaxException">A word is left.</exception>
    public void End()
    {
        if (!AreTaken)
        {
            throw Wrong("the end of the line");
        }
    }

    /// <summary>The error that something else was expected here.</summary>
    public SyntaxException Wrong(string expected)
    {
        return new SyntaxException(AreTaken
            ? $"expected {expected}, not the end of the line"
            : $"expected {expected}, not '{Peek}'");
    }

    private static string WithoutComment(string line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == '#' && !isQuoted)
            {
                return line[..i];
            }
        }

        return line;
    }

    [GeneratedRegex("""
        "[^"]*"?|[^\s"]+
        """)]
    private static partial Regex Word();
}
