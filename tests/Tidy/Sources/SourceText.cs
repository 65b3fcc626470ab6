using System.Text.RegularExpressions;

namespace Wugang.Tests.Tidy.Sources;

/// <summary>What committed text must not hold, found line by line.</summary>
internal static partial class SourceText
{
    private static readonly string[] BinaryExtensions =
        [".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".woff", ".woff2", ".zip", ".gz", ".bin", ".db"];

    public static bool IsText(string path)
    {
        return !BinaryExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Findings in any text file: notes to self, and paths that exist on one machine only.</summary>
    public static IEnumerable<Violation> FindInText(string path, string text)
    {
        return FindLines(path, text, NoteToSelf(), "a note to self: do it, or open an issue")
            .Concat(FindLines(path, text, AbsolutePath(), "an absolute path: make it relative to the repository"));
    }

    /// <summary>Findings in C# besides.</summary>
    public static IEnumerable<Violation> FindInCSharp(string path, string text)
    {
        return FindLines(path, text, Tab(), "a tab: indent with four spaces")
            .Concat(FindLines(path, text, TrailingSpace(), "white space at the end of the line"))
            .Concat(FindLines(path, text, NotImplemented(), "a method that is not written"));
    }

    private static IEnumerable<Violation> FindLines(string path, string text, Regex pattern, string message)
    {
        return text.Split('\n')
            .Select((line, index) => (Number: index + 1, IsMatch: pattern.IsMatch(line)))
            .Where(line => line.IsMatch)
            .Select(line => new Violation($"{path}({line.Number})", message));
    }

    // Each pattern is written so that it does not find itself here.
    [GeneratedRegex(@"\b(TO{1}DO|FI{1}XME|HA{1}CK)\b")]
    private static partial Regex NoteToSelf();

    [GeneratedRegex(@"(?<![\w.:/*-])/(work|home|root)/")]
    private static partial Regex AbsolutePath();

    [GeneratedRegex(@"\t")]
    private static partial Regex Tab();

    [GeneratedRegex(@"[ \r]$")]
    private static partial Regex TrailingSpace();

    [GeneratedRegex(@"\bNotI{1}mplementedException\b")]
    private static partial Regex NotImplemented();
}
