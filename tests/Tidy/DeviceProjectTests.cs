using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Wugang.Tests.Tidy.Architecture;
using Wugang.Tests.Tidy.Device;
using Wugang.Tests.Tidy.Dialect;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy;

/// <summary>What is flashed is what runs on the desktop: the device projects agree with the desktop's, the code and each other.</summary>
[TestClass]
public sealed partial class DeviceProjectTests(TestContext context)
{
    private const string Core = "firmware/Core/Core";
    private const string Node = "firmware/Node/Node";
    private const string Esp32 = "firmware/Esp32/Esp32";
    private const string UnitTests = "tests/Shared/NFUnitTest";
    private const string NodeTests = "tests/SharedNode/NFUnitTestNode";
    private const string SharedFolder = "tests/Shared";
    private const string SharedTwin = SharedFolder + "/Shared.csproj";
    private const string Launcher = "nanoFramework.UnitTestLauncher";

    // Read once: each takes MSBuild about a second.
    private static readonly Lazy<FrozenDictionary<string, DeviceProject>> Projects = new(() =>
        new[] { Core, Node, Esp32, UnitTests, NodeTests }.ToFrozenDictionary(name => name, name => DeviceProject.Read(name + ".nfproj")));

    [TestMethod]
    [DataRow(Core, "Wugang.Firmware.Core")]
    [DataRow(Node, "Wugang.Firmware.Node")]
    [DataRow(Esp32, "Wugang.Firmware.Esp32")]
    public void ADeviceProjectHoldsTheSameSourcesAndReferencesWhatTheyUse(string name, string assemblyName)
    {
        DeviceProject project = Projects.Value[name];
        using IlAssembly assembly = IlAssembly.Open(assemblyName);
        IEnumerable<string> sources = Repository.CSharpFiles(project.Folder)
            .Where(path => !path.StartsWith(project.Folder + "/Desktop/", StringComparison.Ordinal));

        Violation.AssertNone(DeviceProjectCheck.FindOtherSources(project, sources)
            .Concat(DeviceProjectCheck.FindOtherReferences(
                project, UsedAssemblies.In(assembly), ProjectFile.Read(name + ".csproj"), PackageTable.Committed)));
    }

    /// <summary>Compiled by itself, for one assembly cannot hold all shared tests: see the size in the dialect's rules.</summary>
    [TestMethod]
    [DataRow(UnitTests)]
    [DataRow(NodeTests)]
    public void SharedTestsCompileForTheDeviceKeepToTheDialectAndReferenceWhatTheyUse(string name)
    {
        DeviceProject project = Projects.Value[name];
        using IlAssembly assembly = SnippetCompiler.CompileRelease("NFUnitTest", project.Sources.Select(Repository.Read));

        context.WriteLine($"{project.Path}: {assembly.IlByteCount} bytes of IL, {assembly.StringByteCount} of strings");
        Violation.AssertNone(DialectRules.FindInFirmware(assembly)
            .Concat(DeviceProjectCheck.FindOtherReferences(
                project, [.. UsedAssemblies.In(assembly), Launcher], ProjectFile.Read(SharedTwin), PackageTable.Committed)));
    }

    [TestMethod]
    public void EachSharedTestIsInOneOfTheTwoAssemblies()
    {
        string[] compiled = [.. Projects.Value[UnitTests].Sources.Concat(Projects.Value[NodeTests].Sources)];

        CollectionAssert.AreEquivalent(Repository.CSharpFiles(SharedFolder).ToArray(), compiled.Distinct().ToArray());
        Violation.AssertNone(compiled.CountBy(path => path)
            .Where(file => file.Value > 1 && file.Key.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(file => new Violation(file.Key, "is compiled into both assemblies of tests")));
    }

    [TestMethod]
    [DataRow(Core)]
    [DataRow(Node)]
    [DataRow(Esp32)]
    [DataRow(UnitTests)]
    [DataRow(NodeTests)]
    public void ADeviceProjectTakesItsSourcesByWildcard(string name)
    {
        Violation.AssertNone(DeviceProjectCheck.FindListedSources(name, Repository.Read(name + ".nfproj")));
    }

    [TestMethod]
    [DataRow(Core, "Library", "Wugang.Firmware.Core")]
    [DataRow(Node, "Library", "Wugang.Firmware.Node")]
    [DataRow(Esp32, "Exe", "Wugang.Firmware.Esp32")]
    [DataRow(UnitTests, "Library", "NFUnitTest")]
    [DataRow(NodeTests, "Library", "NFUnitTest")]
    public void ADeviceProjectMakesTheAssemblyThatTheRuntimeLoads(string name, string outputType, string assembly)
    {
        IReadOnlyDictionary<string, string> properties = Projects.Value[name].Properties;

        Assert.AreEqual(outputType, properties["OutputType"]);
        Assert.AreEqual(assembly, properties["AssemblyName"]);
    }

    [TestMethod]
    public void TheSolutionBuildsDeviceProjectsUnderTheirOwnConfigurationAlone()
    {
        Violation.AssertNone(DeviceSolutionCheck.Find(Repository.Solution, Projects.Value.Values));
    }

    [TestMethod]
    public void NoOtherDeviceProjectIsInTheRepository()
    {
        string[] expected = [.. Projects.Value.Values.Select(project => project.Path).Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(expected, Repository.Files.Where(path => path.EndsWith(".nfproj", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void EveryPageNamesTheVersionsOfTheTable()
    {
        Violation.AssertNone(Repository.Files
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(path => PackageTable.Committed.FindOtherVersions(path, Repository.Read(path))));
    }

    [TestMethod]
    public void TheTableNamesTheVersionsOfTheFacts()
    {
        Dictionary<string, string> facts = ReadVersionsOfFacts(ApiLists.ReadOrSkip("../pitfalls.md"));
        KeyValuePair<string, string>[] compared =
            [.. PackageTable.Committed.Versions.Where(package => FindFact(facts, package.Key) is not null)];

        Assert.IsGreaterThan(15, compared.Length);
        Violation.AssertNone(compared.Where(package => package.Value != FindFact(facts, package.Key))
            .Select(package => new Violation(
                PackageTable.FileName, $"{package.Key} {package.Value}, but the facts say {FindFact(facts, package.Key)}")));
    }

    [TestMethod]
    public void TheTableNamesTheNeedsOfTheApiLists()
    {
        FrozenDictionary<string, string[]> published = ApiLists.LoadNeedsOrSkip();

        Violation.AssertNone(PackageTable.Committed.Assemblies
            .Where(assembly => !published[assembly.Name].Order().SequenceEqual(assembly.Needs.Order()))
            .Select(assembly => new Violation(
                PackageTable.FileName, $"{assembly.Name} needs {string.Join(' ', published[assembly.Name])} by the API lists")));
    }

    [TestMethod]
    public void TheAllowListNamesTheAssemblyOfEachType()
    {
        Violation.AssertNone(UsedAssemblies.FindWrongOwners(ApiLists.LoadOwnersOrSkip()));
    }

    /// <summary>The facts write <c>System.Device.Gpio 1.1.62 · Adc 1.1.24</c>, <c>Iot.Device.Button/Buzzer 1.2.1016</c> and <c>A and B 1.0.0</c>.</summary>
    private static Dictionary<string, string> ReadVersionsOfFacts(string text)
    {
        return NamesWithVersion().Matches(text)
            .SelectMany(match => match.Groups[1].Value.Replace(" and ", "/", StringComparison.Ordinal).Split('/')
                .Select(name => (Name: name, Version: match.Groups[2].Value)))
            .DistinctBy(fact => fact.Name)
            .ToDictionary(fact => fact.Name, fact => fact.Version);
    }

    private static string? FindFact(Dictionary<string, string> facts, string package)
    {
        return facts.Where(fact => ("." + package).EndsWith("." + fact.Key, StringComparison.Ordinal))
            .OrderByDescending(fact => fact.Key.Length)
            .Select(fact => fact.Value)
            .FirstOrDefault();
    }

    [GeneratedRegex(@"([A-Z][\w.]*(?:(?:/| and )[A-Z][\w.]*)*) (\d+\.\d+\.\d+)")]
    private static partial Regex NamesWithVersion();
}
