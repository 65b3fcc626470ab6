using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// Keywords that leave too little trace in IL: <c>checked</c> does nothing on nanoCLR, <c>volatile</c> needs a type it
/// lacks, <c>dynamic</c> and <c>unsafe</c> code does not run there.
/// </summary>
internal static class KeywordCheck
{
    public static IEnumerable<Violation> Find(string path, string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source);
        return tree.GetRoot().DescendantTokens()
            .Select(token => (Line: tree.GetLineSpan(token.Span).StartLinePosition.Line + 1, Message: MessageFor(token)))
            .Where(finding => finding.Message is not null)
            .Select(finding => new Violation($"{path}({finding.Line})", finding.Message!));
    }

    private static string? MessageFor(SyntaxToken token)
    {
        return token.Kind() switch
        {
            SyntaxKind.CheckedKeyword => "'checked': guard the range before the arithmetic",
            SyntaxKind.VolatileKeyword => "'volatile': use a lock",
            SyntaxKind.UnsafeKeyword => "'unsafe': use an index into the array",
            SyntaxKind.IdentifierToken when token.ValueText == "dynamic" => "'dynamic': name the type",
            _ => null,
        };
    }
}
