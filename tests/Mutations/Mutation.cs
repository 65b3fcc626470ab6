namespace Wugang.Tests.Mutations;

/// <summary>One deliberate defect: a line of the sources that is replaced.</summary>
/// <param name="Name">What the defect is, in a few words.</param>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Find">The line, or lines, without the space around each; they must stand in the file once.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Seeds">Seeds that are likely to catch it.</param>
public sealed record Mutation(
    string Name, string File, IReadOnlyList<string> Find, IReadOnlyList<string> Replacement, IReadOnlyList<long> Seeds)
{
    /// <summary>Reads all of them: a name, then <c>in FILE</c>, then <c>- old</c> and <c>+ new</c> lines and <c>seeds N …</c>; a blank line ends each.</summary>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static IReadOnlyList<Mutation> ReadAll()
    {
        string text = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "mutations.txt"));
        return
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToArray())
                .Where(lines => lines.Length > 0)
                .Select(Read),
        ];
    }

    /// <summary>The file with the defect.</summary>
    /// <exception cref="InvalidOperationException">The lines do not stand there exactly once.</exception>
    public string Apply(string source)
    {
        List<string> lines = [.. source.Split('\n')];
        int[] places = [.. Enumerable.Range(0, lines.Count).Where(start => IsAt(lines, start))];
        if (places.Length != 1)
        {
            throw new InvalidOperationException(
                $"The mutation '{Name}' is found {places.Length} times in {File}: its line has changed. Adapt tests/Mutations/mutations.txt.");
        }

        lines.RemoveRange(places[0], Find.Count);
        lines.InsertRange(places[0], Replacement);
        return string.Join('\n', lines);
    }

    private bool IsAt(List<string> lines, int start)
    {
        return start + Find.Count <= lines.Count
            && Find.Select((line, i) => (line, i)).All(pair => lines[start + pair.i].Trim() == pair.line);
    }

    private static Mutation Read(string[] lines)
    {
        const string In = "in ";
        const string Seeds = "seeds ";
        string? seeds = lines[^1].StartsWith(Seeds, StringComparison.Ordinal) ? lines[^1][Seeds.Length..] : null;
        string[] changes = lines[2..(seeds is null ? ^0 : ^1)];
        if (changes.Length == 0 || !lines[1].StartsWith(In, StringComparison.Ordinal) || changes.Any(line => line[0] is not ('-' or '+')))
        {
            throw new FormatException($"Not a mutation: {string.Join(" | ", lines)}");
        }

        return new Mutation(
            lines[0], lines[1][In.Length..], LinesOf('-'), LinesOf('+'), [.. (seeds ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]);

        IReadOnlyList<string> LinesOf(char mark)
        {
            return [.. changes.Where(line => line[0] == mark).Select(line => line[1..].Trim())];
        }
    }
}
