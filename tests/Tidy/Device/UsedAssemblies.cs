using Wugang.Tests.Tidy.Dialect;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Device;

/// <summary>Which assemblies of nanoFramework compiled code uses: by its types, whose assembly stands in the allow-list.</summary>
internal static class UsedAssemblies
{
    // A type of the allow-list without an assembly is of this one.
    private const string DefaultAssembly = "mscorlib";

    private static readonly Dictionary<string, string> OwnerOfType = AllowList.Lines
        .Select(ApiEntry.Parse)
        .Where(entry => entry.Api.StartsWith("T:", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Api, entry => entry.Details.Length == 0 ? DefaultAssembly : entry.Details);

    /// <summary>Types that are not in the allow-list are another check's business.</summary>
    public static IReadOnlyList<string> In(IlAssembly assembly)
    {
        return [.. ReferenceReader.ReadAll(assembly)
            .Select(reference => OwnerOfType.GetValueOrDefault(reference.Api))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Types whose assembly in the allow-list is not the one of the API lists.</summary>
    public static IEnumerable<Violation> FindWrongOwners(IReadOnlyDictionary<string, string> published)
    {
        return OwnerOfType
            .Where(type => published.GetValueOrDefault(type.Key, type.Value) != type.Value)
            .Select(type => new Violation(AllowList.FileName, $"'{type.Key}' is of {published[type.Key]}, not of {type.Value}"));
    }
}
