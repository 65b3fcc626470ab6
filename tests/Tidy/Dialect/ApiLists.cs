using System.Collections.Frozen;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// The published members of nanoFramework's libraries, one text file each. They lie outside this repository, in
/// <c>../shared/nano/api</c> or where the variable <c>NANOFRAMEWORK_API_LISTS</c> points, and may be absent.
/// </summary>
internal static class ApiLists
{
    private const string FolderVariable = "NANOFRAMEWORK_API_LISTS";

    private static readonly string Folder = Environment.GetEnvironmentVariable(FolderVariable)
        ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "nano", "api"));

    /// <summary>All entries by their key. Ends the test as inconclusive, which shows as skipped, without the lists.</summary>
    public static FrozenDictionary<string, ApiEntry> LoadOrSkip()
    {
        return FilesOrSkip()
            .SelectMany(File.ReadLines)
            .Where(IsEntry)
            .Select(ApiEntry.Parse)
            .DistinctBy(entry => entry.Api)
            .ToFrozenDictionary(entry => entry.Api);
    }

    /// <summary>The assembly of each type; without the lists as above.</summary>
    public static FrozenDictionary<string, string> LoadOwnersOrSkip()
    {
        return FilesOrSkip()
            .SelectMany(file => File.ReadLines(file).Where(IsEntry).Select(line => (ApiEntry.Parse(line).Api, Owner: NameOf(file))))
            .Where(type => type.Api.StartsWith("T:", StringComparison.Ordinal))
            .DistinctBy(type => type.Api)
            .ToFrozenDictionary(type => type.Api, type => type.Owner);
    }

    /// <summary>The assemblies that each assembly needs, from the first line of its list; without the lists as above.</summary>
    public static FrozenDictionary<string, string[]> LoadNeedsOrSkip()
    {
        return FilesOrSkip().ToFrozenDictionary(NameOf, file => File.ReadLines(file).First().Split("refs:")[1]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(need => need.Split(' ')[0])
            .ToArray());
    }

    /// <summary>Another file of the same facts, by its path from the lists; without the lists as above.</summary>
    public static string ReadOrSkip(string path)
    {
        FilesOrSkip();
        return File.ReadAllText(Path.Combine(Folder, path));
    }

    private static IEnumerable<string> FilesOrSkip()
    {
        if (!Directory.Exists(Folder))
        {
            Assert.Inconclusive($"Skipped: {Folder} is absent, so nothing was compared with nanoFramework's API lists.");
        }

        return Directory.EnumerateFiles(Folder, "*.txt");
    }

    private static bool IsEntry(string line)
    {
        return line.Length > 0 && line[0] != '#';
    }

    private static string NameOf(string file)
    {
        return Path.GetFileNameWithoutExtension(file);
    }
}
