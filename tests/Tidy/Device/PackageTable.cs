using System.Text.RegularExpressions;

namespace Wugang.Tests.Tidy.Device;

/// <summary>The assemblies that device projects may reference, by name, and what follows from them.</summary>
internal sealed partial class PackageTable
{
    public const string FileName = "tests/Tidy/nanoframework-packages.txt";

    private const string RootAssembly = "mscorlib";

    private readonly Dictionary<string, NanoAssembly> _assemblies;

    private PackageTable(IEnumerable<NanoAssembly> assemblies)
    {
        _assemblies = assemblies.ToDictionary(assembly => assembly.Name);
    }

    public static PackageTable Committed { get; } = Parse(Repository.Read(FileName));

    public IEnumerable<NanoAssembly> Assemblies => _assemblies.Values;

    /// <summary>Each package with its one version.</summary>
    public Dictionary<string, string> Versions => _assemblies.Values
        .DistinctBy(assembly => assembly.Package)
        .ToDictionary(assembly => assembly.Package, assembly => assembly.Version);

    public static PackageTable Parse(string text)
    {
        return new PackageTable(text.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new NanoAssembly(
                cells[0], cells[1].Split(' ')[0], cells[1].Split(' ')[1], cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    /// <summary>These assemblies, all that they need, and the one that every program needs.</summary>
    /// <exception cref="KeyNotFoundException">One of them has no row.</exception>
    public IReadOnlyList<NanoAssembly> CloseOver(IEnumerable<string> names)
    {
        HashSet<string> found = [];
        Stack<string> open = new([RootAssembly, .. names]);
        while (open.TryPop(out string? name))
        {
            if (found.Add(name))
            {
                NanoAssembly assembly = _assemblies.GetValueOrDefault(name)
                    ?? throw new KeyNotFoundException($"{name} has no row in {FileName}: add it with its package, version and needs.");
                foreach (string need in assembly.Needs)
                {
                    open.Push(need);
                }
            }
        }

        return [.. found.Order(StringComparer.Ordinal).Select(name => _assemblies[name])];
    }

    /// <summary>Every package that a text names together with a version other than the table's.</summary>
    public IEnumerable<Violation> FindOtherVersions(string path, string text)
    {
        Dictionary<string, string> versions = Versions;
        return PackageWithVersion().Matches(text)
            .Select(match => (Package: match.Groups[1].Value, Version: match.Groups[2].Value))
            .Where(named => versions.TryGetValue(named.Package, out string? version) && version != named.Version)
            .Select(named => new Violation(path, $"{named.Package} {named.Version}, but {FileName} says {versions[named.Package]}"));
    }

    [GeneratedRegex(@"\b(nanoFramework(?:\.[A-Za-z0-9]+)+)`?[ ,|]+(?:version )?`?(\d+\.\d+\.\d+)")]
    private static partial Regex PackageWithVersion();
}
