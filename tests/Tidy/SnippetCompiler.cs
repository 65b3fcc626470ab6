using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy;

/// <summary>Compiles sources as a device project would, against the running framework and the virtual board.</summary>
internal static class SnippetCompiler
{
    private static readonly string[] Libraries =
        ["Wugang.Sim.Board", "Wugang.Firmware.Core", "Wugang.Firmware.Node", "Wugang.Tests.TestFramework", "MSTest.TestFramework"];

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>A few lines, as a firmware assembly.</summary>
    public static IlAssembly Compile(string source)
    {
        return Compile("Wugang.Firmware.Planted", [source], OptimizationLevel.Debug);
    }

    /// <summary>All files of a project, as they are when they are deployed.</summary>
    public static IlAssembly CompileRelease(string name, IEnumerable<string> sources)
    {
        return Compile(name, sources, OptimizationLevel.Release);
    }

    private static IlAssembly Compile(string name, IEnumerable<string> sources, OptimizationLevel optimization)
    {
        string[] texts = [.. sources];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            texts.Select(text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp10))),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: optimization,
                allowUnsafe: texts.Any(text => text.Contains("unsafe", StringComparison.Ordinal)),
                checkOverflow: true));
        MemoryStream image = new();
        Diagnostic[] errors = [.. compilation.Emit(image).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.IsEmpty(errors, string.Join(Environment.NewLine, errors.Select(error => error.ToString())));
        image.Position = 0;
        return IlAssembly.Read(image);
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Concat(Libraries.Select(library => Path.Combine(AppContext.BaseDirectory, library + ".dll")))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
