using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>What firmware may use: <c>nanoframework-allowed.txt</c>, and what only a desktop compiler makes of it.</summary>
internal static class AllowList
{
    public const string FileName = "tests/Tidy/nanoframework-allowed.txt";

    /// <summary>Each line is an entry, a bar and the reason. An owner of '*' stands for any type.</summary>
    public const string LoweringsFileName = "tests/Tidy/desktop-lowerings.txt";

    private const string AnyOwner = "M:*.";

    public static IReadOnlyList<string> Lines { get; } = ReadLines(FileName);

    public static IReadOnlyList<string> LoweringLines { get; } = ReadLines(LoweringsFileName);

    private static readonly Dictionary<string, ApiEntry> Entries =
        Lines.Select(ApiEntry.Parse).ToDictionary(entry => entry.Api);

    private static readonly HashSet<string> Lowerings = [.. LoweringLines.Select(line => ApiEntry.Parse(line).Api)];

    private static readonly string[] LoweringsOfAnyOwner = [.. Lowerings
        .Where(api => api.StartsWith(AnyOwner, StringComparison.Ordinal))
        .Select(api => api[(AnyOwner.Length - 1)..])];

    public static bool Holds(ExternalReference reference)
    {
        return Entries.TryGetValue(reference.Api, out ApiEntry? entry) && entry.HasAccessor(reference.Accessor);
    }

    public static bool IsLowering(string api)
    {
        return Lowerings.Contains(api)
            || LoweringsOfAnyOwner.Any(suffix => api.EndsWith(suffix, StringComparison.Ordinal));
    }

    private static string[] ReadLines(string path)
    {
        return [.. Repository.Read(path).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
