using Wugang.Tests.Tidy.Architecture;
using Wugang.Tests.Tidy.Device;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy;

/// <summary>The test of <see cref="DeviceProjectTests"/>: a fault of each kind is found, and a project without one is left alone.</summary>
[TestClass]
public sealed class DevicePlantedFaultTests
{
    private const string Guid = "11111111-2222-3333-4444-555555555555";

    private static readonly PackageTable Table = PackageTable.Parse("""
        # assembly | package | needs
        mscorlib | nanoFramework.CoreLibrary 1.0.0 |
        System.Device.Gpio | nanoFramework.System.Device.Gpio 2.0.0 | mscorlib Events
        Events | nanoFramework.Events 3.0.0 | mscorlib
        """);

    private static readonly string[] Used = ["System.Device.Gpio"];

    private static readonly ProjectFile Twin = new("firmware/Node/Node.csproj", "firmware/Node", ["firmware/Core", "sim/Board"]);

    private static readonly DeviceProject Good = new(
        "firmware/Node/Node.nfproj",
        ["firmware/Node/A.cs", "firmware/Node/Ports/B.cs"],
        new Dictionary<string, string>
        {
            ["mscorlib"] = "../../packages/nanoFramework.CoreLibrary.1.0.0/lib/mscorlib.dll",
            ["System.Device.Gpio"] = "../../packages/nanoFramework.System.Device.Gpio.2.0.0/lib/System.Device.Gpio.dll",
            ["Events"] = "../../packages/nanoFramework.Events.3.0.0/lib/Events.dll",
        },
        ["firmware/Core/Core.nfproj"],
        DeviceProject.ReadPackages("""
            <packages>
              <package id="nanoFramework.CoreLibrary" version="1.0.0" />
              <package id="nanoFramework.System.Device.Gpio" version="2.0.0" />
              <package id="nanoFramework.Events" version="3.0.0" />
            </packages>
            """),
        new Dictionary<string, string> { ["LangVersion"] = "10.0", ["ProjectGuid"] = Guid });

    [TestMethod]
    public void AProjectWithoutFaultIsLeftAlone()
    {
        Violation.AssertNone(FindReferences(Good)
            .Concat(DeviceProjectCheck.FindOtherSources(Good, Good.Sources))
            .Concat(DeviceProjectCheck.FindListedSources("x", """<Project><Compile Include="**\*.cs" /></Project>"""))
            .Concat(DeviceSolutionCheck.Find(Solution("Device|Any CPU"), [Good])));
    }

    [TestMethod]
    public void AForgottenAndAStraySourceAreFound()
    {
        AssertFound("does not compile firmware/Node/C.cs", DeviceProjectCheck.FindOtherSources(Good, [.. Good.Sources, "firmware/Node/C.cs"]));
        AssertFound("should not compile firmware/Node/A.cs", DeviceProjectCheck.FindOtherSources(Good, Good.Sources.Skip(1)));
    }

    [TestMethod]
    public void AListedSourceIsFound()
    {
        AssertFound("lists 'A.cs'", DeviceProjectCheck.FindListedSources("x", """<Project><Compile Include="A.cs" /></Project>"""));
    }

    [TestMethod]
    public void AMissingAndASurplusReferenceAreFound()
    {
        AssertFound("does not reference Events", FindReferences(Good with { References = Without(Good.References, "Events") }));
        AssertFound("should not reference Extra", FindReferences(Good with { References = With(Good.References, "Extra", "x") }));
    }

    [TestMethod]
    public void AMissingASurplusAndAnotherPackageAreFound()
    {
        AssertFound("does not list nanoFramework.Events 3.0.0", FindReferences(Good with { Packages = Without(Good.Packages, "nanoFramework.Events") }));
        AssertFound("should not list nanoFramework.Extra 1.0.0", FindReferences(Good with { Packages = With(Good.Packages, "nanoFramework.Extra", "1.0.0") }));
        AssertFound("should not list nanoFramework.Events 3.0.1", FindReferences(Good with { Packages = With(Good.Packages, "nanoFramework.Events", "3.0.1") }));
    }

    [TestMethod]
    public void AReferenceToAnotherVersionThanThePackagesIsFound()
    {
        IReadOnlyDictionary<string, string> references = With(Good.References, "Events", "../../packages/nanoFramework.Events.3.0.1/lib/Events.dll");

        AssertFound("takes Events from", FindReferences(Good with { References = references }));
    }

    [TestMethod]
    public void AMissingProjectIsFound()
    {
        AssertFound("does not reference the project firmware/Core/Core.nfproj", FindReferences(Good with { Projects = [] }));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("latest")]
    public void ALanguageThatTheLauncherDoesNotUnderstandIsFound(string version)
    {
        AssertFound($"LangVersion is '{version}'", FindReferences(Good with { Properties = With(Good.Properties, "LangVersion", version) }));
    }

    [TestMethod]
    public void AProjectThatTheDesktopWouldBuildIsFound()
    {
        AssertFound("is built under 'Debug|Any CPU'", DeviceSolutionCheck.Find(Solution("Debug|Any CPU"), [Good]));
        AssertFound("is not in the solution", DeviceSolutionCheck.Find("", [Good]));
    }

    [TestMethod]
    public void AnAssemblyWithoutARowIsRefused()
    {
        KeyNotFoundException refused = Assert.ThrowsExactly<KeyNotFoundException>(() => Table.CloseOver(["System.Net"]));

        Assert.Contains("System.Net has no row in " + PackageTable.FileName, refused.Message);
    }

    [TestMethod]
    [DataRow("`nanoFramework.Events` 3.0.1")]
    [DataRow("| nanoFramework.Events | 3.0.1 |")]
    [DataRow("nanoFramework.Events, version 3.0.1")]
    public void APageWithAnotherVersionIsFound(string text)
    {
        AssertFound("nanoFramework.Events 3.0.1", Table.FindOtherVersions("page.md", text));
        Assert.IsEmpty(Table.FindOtherVersions("page.md", text.Replace("3.0.1", "3.0.0", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void WhatCodeUsesIsFoundByItsTypes()
    {
        using IlAssembly planted = SnippetCompiler.Compile("class C { object M() { return new System.Device.Gpio.GpioController(); } }");

        CollectionAssert.IsSubsetOf(Used, UsedAssemblies.In(planted).ToArray());
    }

    [TestMethod]
    public void ATypeUnderAnotherAssemblyIsFound()
    {
        Dictionary<string, string> published = new() { ["T:System.Device.Gpio.GpioController"] = "Elsewhere" };

        AssertFound("is of Elsewhere, not of System.Device.Gpio", UsedAssemblies.FindWrongOwners(published));
    }

    [TestMethod]
    [DataRow("<Project><ItemGroup></Project>")]
    [DataRow("<Project><Compile Include=\"x\" /></Project>")]
    public void WhatIsNoProjectIsRefusedByMsBuild(string xml)
    {
        string folder = Directory.CreateTempSubdirectory("device").FullName;
        try
        {
            string path = Path.Combine(folder, "Planted.nfproj");
            File.WriteAllText(path, xml);

            InvalidDataException refused = Assert.ThrowsExactly<InvalidDataException>(() => DeviceProject.Read(path));

            Assert.Contains("error MSB", refused.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Violation> FindReferences(DeviceProject project)
    {
        return DeviceProjectCheck.FindOtherReferences(project, Used, Twin, Table);
    }

    private static string Solution(string configuration)
    {
        return $$"""
            Project("{11A8DD76}") = "Node", "firmware\Node\Node.nfproj", "{{{Guid}}}"
                {{{Guid}}}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
                {{{Guid}}}.{{configuration}}.Build.0 = Debug|Any CPU
            """;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> entries, string key, string value)
    {
        return new(entries) { [key] = value };
    }

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> entries, string key)
    {
        return new(entries.Where(entry => entry.Key != key));
    }

    private static void AssertFound(string expected, IEnumerable<Violation> violations)
    {
        string[] found = [.. violations.Select(violation => violation.ToString())];

        Assert.IsTrue(
            found.Any(line => line.Contains(expected, StringComparison.Ordinal)),
            $"No violation says '{expected}'. Found: {string.Join(Environment.NewLine, found)}");
    }
}
