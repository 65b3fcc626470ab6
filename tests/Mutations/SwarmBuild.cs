using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Wugang.Tests.Mutations;

/// <summary>
/// The node's and the supervisor's code compiled from its sources, with one defect or without, and the swarm loaded upon it. The
/// production code holds no hooks for this.
/// </summary>
internal static class SwarmBuild
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Project[] Projects =
    [
        new("firmware/Core", "Wugang.Firmware.Core", IsFirmware: true),
        new("firmware/Node", "Wugang.Firmware.Node", IsFirmware: true),
        new("supervisor/Rules", "Wugang.Supervisor.Rules", IsFirmware: false),
    ];

    // The framework and every package that a project uses.
    private static readonly Lazy<ImmutableArray<MetadataReference>> Libraries = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Wugang.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<Dictionary<string, byte[]>> Unchanged = new(() =>
    {
        Dictionary<string, byte[]> images = [];
        foreach (Project project in Projects)
        {
            images[project.Assembly] = Compile(project, images, null);
        }

        return images;
    });

    /// <summary>The swarm on the sources as they are, or with a defect.</summary>
    /// <exception cref="InvalidOperationException">The defect does not compile, or is not found.</exception>
    public static MutatedSwarm Make(Mutation? mutation)
    {
        Dictionary<string, byte[]> images = new(Unchanged.Value);
        if (mutation is not null)
        {
            Project project = Projects.Single(
                candidate => mutation.File.StartsWith(candidate.Folder + "/", StringComparison.Ordinal));
            images[project.Assembly] = Compile(project, images, mutation);
        }

        return new MutatedSwarm(images);
    }

    private static byte[] Compile(Project project, Dictionary<string, byte[]> images, Mutation? mutation)
    {
        CSharpParseOptions parse = new(project.IsFirmware ? LanguageVersion.CSharp10 : LanguageVersion.Latest);
        List<SyntaxTree> trees = project.IsFirmware ? [] : [CSharpSyntaxTree.ParseText(ImplicitUsings, parse)];
        string root = FindRoot();
        foreach (string path in Directory.GetFiles(Path.Combine(root, project.Folder), "*.cs", SearchOption.AllDirectories).Order())
        {
            string source = File.ReadAllText(path);
            bool isMutated = mutation is not null && path == Path.Combine(root, mutation.File);
            trees.Add(CSharpSyntaxTree.ParseText(isMutated ? mutation!.Apply(source) : source, parse, path));
        }

        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            nullableContextOptions: project.IsFirmware ? NullableContextOptions.Disable : NullableContextOptions.Enable);
        IEnumerable<MetadataReference> below = Projects.TakeWhile(candidate => candidate != project)
            .Select(candidate => MetadataReference.CreateFromImage(images[candidate.Assembly]));
        CSharpCompilation compilation = CSharpCompilation.Create(project.Assembly, trees, Libraries.Value.AddRange(below), options);
        using MemoryStream image = new();
        Diagnostic[] errors =
        [
            .. compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
        ];
        return errors.Length == 0
            ? image.ToArray()
            : throw new InvalidOperationException($"{mutation?.Name} does not compile: {string.Join('\n', errors.Take(3))}");
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Wugang.SafetyNode.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private sealed record Project(string Folder, string Assembly, bool IsFirmware);
}
