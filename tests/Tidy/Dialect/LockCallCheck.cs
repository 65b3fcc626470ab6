using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// <c>Monitor.Enter(object, ref bool)</c> is absent from nanoFramework. In IL it is also what <c>lock</c> becomes on
/// the desktop, and therefore exempt there; who calls it by hand is found in the source.
/// </summary>
internal static class LockCallCheck
{
    public static IEnumerable<Violation> Find(string path, string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source);
        return tree.GetRoot().DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(call => call.ArgumentList.Arguments.Count == 2)
            .Where(call => call.Expression.ToString().EndsWith("Monitor.Enter", StringComparison.Ordinal))
            .Select(call => new Violation(
                $"{path}({tree.GetLineSpan(call.Span).StartLinePosition.Line + 1})",
                "Monitor.Enter with a flag: write lock"));
    }
}
