using System.Diagnostics;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Wugang.Tests.Tidy.Device;

/// <summary>A project of nanoFramework's project system as MSBuild evaluates it, with the <c>packages.config</c> beside it.</summary>
/// <param name="Path">Relative to the root of the repository.</param>
/// <param name="Sources">The files it compiles, relative to the root.</param>
/// <param name="References">Assembly and the file it is taken from, by '/'.</param>
/// <param name="Projects">The projects it references, relative to the root.</param>
/// <param name="Packages">Package and version.</param>
/// <param name="Properties">Name and value of those that matter here.</param>
internal sealed record DeviceProject(
    string Path,
    IReadOnlyList<string> Sources,
    IReadOnlyDictionary<string, string> References,
    IReadOnlyList<string> Projects,
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyDictionary<string, string> Properties)
{
    private static readonly string[] PropertyNames = ["AssemblyName", "LangVersion", "OutputType", "ProjectGuid", "RootNamespace"];

    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>Lets MSBuild read the project. The project system itself need not be there.</summary>
    /// <exception cref="InvalidDataException">It is no project: MSBuild's own words.</exception>
    public static DeviceProject Read(string path)
    {
        string full = System.IO.Path.Combine(Repository.Root, path);
        JsonElement evaluated = Evaluate(full);
        JsonElement items = evaluated.GetProperty("Items");
        return new DeviceProject(
            path,
            [.. Paths(items, "Compile")],
            items.GetProperty("Reference").EnumerateArray().ToDictionary(
                item => item.GetProperty("Identity").GetString()!,
                item => Slashes(item.GetProperty("HintPath").GetString()!)),
            [.. Paths(items, "ProjectReference")],
            ReadPackages(File.ReadAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(full)!, "packages.config"))),
            evaluated.GetProperty(nameof(Properties)).EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value.GetString()!));
    }

    /// <exception cref="XmlException">The file is no XML.</exception>
    public static IReadOnlyDictionary<string, string> ReadPackages(string xml)
    {
        return XDocument.Parse(xml).Root!.Elements("package").ToDictionary(
            package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value);
    }

    private static JsonElement Evaluate(string path)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "msbuild",
                path,
                "-nologo",
                "-getItem:Compile,Reference,ProjectReference",
                "-getProperty:" + string.Join(',', PropertyNames),
            },
        };

        // MSBuild inside the test runner's environment would look for the runner's SDK.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using Process build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Task<string> errors = build.StandardError.ReadToEndAsync();
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0
            ? JsonDocument.Parse(output).RootElement
            : throw new InvalidDataException(output + errors.GetAwaiter().GetResult());
    }

    private static IEnumerable<string> Paths(JsonElement items, string kind)
    {
        return items.GetProperty(kind).EnumerateArray()
            .Select(item => Slashes(System.IO.Path.GetRelativePath(Repository.Root, item.GetProperty("FullPath").GetString()!)));
    }

    private static string Slashes(string path)
    {
        return path.Replace('\\', '/');
    }
}
