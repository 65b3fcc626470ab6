using Wugang.Tests.Tidy.Architecture;

namespace Wugang.Tests.Tidy.Device;

/// <summary>A device project compiles what its desktop twin compiles, and references what that code uses and no more.</summary>
internal static class DeviceProjectCheck
{
    private const string LanguageVersion = "10.0";

    /// <summary>Files that it lacks or should not compile; paths relative to the root.</summary>
    public static IEnumerable<Violation> FindOtherSources(DeviceProject project, IEnumerable<string> sources)
    {
        return Differences(project.Path, "compile", sources, project.Sources);
    }

    /// <param name="project">The device project.</param>
    /// <param name="used">The assemblies of nanoFramework that its code uses.</param>
    /// <param name="twin">The desktop project of the same sources.</param>
    /// <param name="table">The assemblies with their packages.</param>
    public static IEnumerable<Violation> FindOtherReferences(
        DeviceProject project, IEnumerable<string> used, ProjectFile twin, PackageTable table)
    {
        IReadOnlyList<NanoAssembly> needed = table.CloseOver(used);
        IEnumerable<string> packages = needed.Select(assembly => $"{assembly.Package} {assembly.Version}").Distinct();
        return Differences(project.Path, "reference", needed.Select(assembly => assembly.Name), project.References.Keys)
            .Concat(Differences(project.Path, "reference the project", DeviceTwins(twin), project.Projects))
            .Concat(Differences(
                project.Folder + "/packages.config", "list", packages, project.Packages.Select(package => $"{package.Key} {package.Value}")))
            .Concat(needed.SelectMany(assembly => FindWrongFile(project, assembly)))
            .Concat(FindWrongLanguage(project));
    }

    /// <summary>A list of files would go stale with the next file.</summary>
    public static IEnumerable<Violation> FindListedSources(string path, string xml)
    {
        return System.Xml.Linq.XDocument.Parse(xml).Descendants()
            .Where(element => element.Name.LocalName == "Compile")
            .Select(element => element.Attribute("Include")?.Value ?? string.Empty)
            .Where(include => !include.Contains("**", StringComparison.Ordinal))
            .Select(include => new Violation(path, $"lists '{include}': sources are compiled by wildcard"));
    }

    private static IEnumerable<Violation> Differences(
        string where, string verb, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string[] wanted = [.. expected];
        string[] found = [.. actual];
        return wanted.Except(found).Select(name => new Violation(where, $"does not {verb} {name}, which it needs"))
            .Concat(found.Except(wanted).Select(name => new Violation(where, $"should not {verb} {name}: nothing needs it")));
    }

    /// <summary>The firmware that the desktop project references, as device projects.</summary>
    private static IEnumerable<string> DeviceTwins(ProjectFile twin)
    {
        return twin.References.Where(folder => folder.StartsWith("firmware/", StringComparison.Ordinal))
            .Select(folder => $"{folder}/{folder.Split('/')[^1]}.nfproj");
    }

    private static IEnumerable<Violation> FindWrongFile(DeviceProject project, NanoAssembly assembly)
    {
        string expected = "../../packages/" + assembly.File;
        return project.References.TryGetValue(assembly.Name, out string? file) && file != expected
            ? [new Violation(project.Path, $"takes {assembly.Name} from {file}, but {PackageTable.FileName} makes it {expected}")]
            : [];
    }

    private static IEnumerable<Violation> FindWrongLanguage(DeviceProject project)
    {
        return project.Properties["LangVersion"] == LanguageVersion
            ? []
            : [new Violation(project.Path, $"LangVersion is '{project.Properties["LangVersion"]}'; newer compilers than C# {LanguageVersion} "
                + "write what nanoCLR's test launcher does not understand")];
    }
}
