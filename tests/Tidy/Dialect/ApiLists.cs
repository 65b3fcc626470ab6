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
        if (!Directory.Exists(Folder))
        {
            Assert.Inconclusive($"Skipped: {Folder} is absent, so nothing was compared with nanoFramework's API lists.");
        }

        return Directory.EnumerateFiles(Folder, "*.txt")
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(ApiEntry.Parse)
            .DistinctBy(entry => entry.Api)
            .ToFrozenDictionary(entry => entry.Api);
    }
}
