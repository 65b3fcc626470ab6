using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Wugang.Tests.Tidy.Sources;

/// <summary>Checks of C# by its syntax.</summary>
internal static class SourceShape
{
    public const int MaxMethodLines = 60;
    public const int MaxFileLines = 400;

    private static readonly string[] LibraryRoots = ["System.Device", "nanoFramework", "Iot.Device"];

    public static IEnumerable<Violation> FindTooLong(string path, string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text);
        int fileLines = tree.GetText().Lines.Count - 1;
        if (fileLines > MaxFileLines)
        {
            yield return new Violation(path, $"{fileLines} lines, the limit is {MaxFileLines}: one story a file");
        }

        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(IsMethod))
        {
            LinePositionSpan lines = tree.GetLineSpan(node.Span).Span;
            int count = lines.End.Line - lines.Start.Line + 1;
            if (count > MaxMethodLines)
            {
                yield return new Violation(
                    $"{path}({lines.Start.Line + 1})",
                    $"a method of {count} lines, the limit is {MaxMethodLines}: give its parts names");
            }
        }
    }

    /// <summary>Waiting by the clock makes tests slow and unsure, and the application has no thread to stop.</summary>
    public static IEnumerable<Violation> FindSleep(string path, string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text);
        return tree.GetRoot().DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(IsSleep)
            .Select(access => new Violation(Where(path, tree, access), $"{access}: wait for the event itself"));
    }

    /// <summary>Names of nanoFramework's libraries, and of those .NET libraries that share their names.</summary>
    public static IEnumerable<Violation> FindLibraryNames(string path, string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text);
        return tree.GetRoot().DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax)
            .Where(node => LibraryRoots.Any(root => IsBelow(node.ToString(), root)))
            .Select(node => new Violation(
                Where(path, tree, node), $"'{node}' may be named in firmware/Esp32 and sim/Board only"));
    }

    private static bool IsMethod(SyntaxNode node)
    {
        return node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;
    }

    private static bool IsSleep(MemberAccessExpressionSyntax access)
    {
        string owner = access.Expression.ToString().Split('.')[^1];
        return (owner, access.Name.Identifier.ValueText) is ("Thread", "Sleep") or ("Task", "Delay");
    }

    private static bool IsBelow(string name, string root)
    {
        string local = name.Replace("global::", string.Empty, StringComparison.Ordinal);
        return local == root || local.StartsWith(root + ".", StringComparison.Ordinal);
    }

    private static string Where(string path, SyntaxTree tree, SyntaxNode node)
    {
        return $"{path}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1})";
    }
}
