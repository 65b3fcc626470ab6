using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy;

/// <summary>Compiles a few lines as a firmware assembly, against the running framework and the virtual board.</summary>
internal static class SnippetCompiler
{
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    public static IlAssembly Compile(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Wugang.Firmware.Planted",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp10))],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: source.Contains("unsafe", StringComparison.Ordinal),
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
        string board = Path.Combine(AppContext.BaseDirectory, "Wugang.Sim.Board.dll");
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(board)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
