using Wugang.Tests.Tidy.Architecture;
using Wugang.Tests.Tidy.Il;
using Wugang.Tests.Tidy.Sources;

namespace Wugang.Tests.Tidy;

/// <summary>Arrows between projects point strictly down, and only the edge names the device.</summary>
[TestClass]
public sealed class ArchitectureTests
{
    [TestMethod]
    public void ProjectsReferenceOnlyWhatTheTableAllows()
    {
        Violation.AssertNone(ProjectFile.ReadAll().SelectMany(project => project.FindWrongArrows()));
    }

    [TestMethod]
    public void EveryProjectIsInTheTableAndInTheSolution()
    {
        string solution = Repository.Solution.Replace('\\', '/');

        Violation.AssertNone(ProjectFile.ReadAll()
            .Where(project => !ArrowTable.Arrows.ContainsKey(project.Folder))
            .Select(project => new Violation(project.Path, "is not in the table of arrows"))
            .Concat(ProjectFile.ReadAll()
                .Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
                .Select(project => new Violation(project.Path, "is not in the solution"))));
    }

    [TestMethod]
    [DataRow("Wugang.Firmware.Core")]
    [DataRow("Wugang.Firmware.Node")]
    [DataRow("Wugang.Firmware.Esp32")]
    public void CompiledFirmwareReferencesOnlyWhatTheTableAllows(string name)
    {
        using IlAssembly assembly = IlAssembly.Open(name);
        string[] foreign = [.. assembly.ReferencedAssemblies.Where(reference => !IsPlatform(reference))];

        Violation.AssertNone(foreign
            .Where(reference => !IsOurs(reference)
                || !ArrowTable.Allows(ArrowTable.FolderOf(name), ArrowTable.FolderOf(reference)))
            .Select(reference => new Violation(name, $"may not reference {reference}: see the table of arrows")));
    }

    [TestMethod]
    public void OnlyTheEdgeNamesTheDevice()
    {
        Violation.AssertNone(Repository.CSharpFiles(ArrowTable.Folders)
            .Except(Repository.CSharpFiles("firmware/Esp32", "sim/Board"))
            .SelectMany(path => SourceShape.FindLibraryNames(path, Repository.Read(path))));
    }

    [TestMethod]
    public void AWrongArrowIsFound()
    {
        ProjectFile project = ProjectFile.Parse(
            "firmware/Core/Core.csproj",
            """<Project><ItemGroup><ProjectReference Include="..\..\sim\Board\Board.csproj" /></ItemGroup></Project>""");

        Violation found = project.FindWrongArrows().Single();

        Assert.Contains("may not reference sim/Board", found.What);
    }

    [TestMethod]
    public void TheTableHasNoCircle()
    {
        HashSet<string> settled = [];
        int before;
        do
        {
            before = settled.Count;
            settled.UnionWith(ArrowTable.Arrows
                .Where(arrow => arrow.Value.All(settled.Contains))
                .Select(arrow => arrow.Key));
        }
        while (settled.Count > before);

        Assert.HasCount(ArrowTable.Arrows.Count, settled);
    }

    private static bool IsPlatform(string assembly)
    {
        return assembly == "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal);
    }

    private static bool IsOurs(string assembly)
    {
        return assembly.StartsWith("Wugang.", StringComparison.Ordinal);
    }
}
