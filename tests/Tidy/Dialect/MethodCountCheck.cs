using System.Reflection;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>nanoCLR takes at most 255 static, 255 instance and 255 virtual methods a type; a few are kept in reserve.</summary>
internal static class MethodCountCheck
{
    public const int MaxMethods = 250;

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Types.SelectMany(type => type.Methods.GroupBy(KindOf)
            .Where(kind => kind.Count() > MaxMethods)
            .Select(kind => new Violation(
                type.Name, $"{kind.Count()} {kind.Key} methods, the limit is {MaxMethods}: divide the type")));
    }

    private static string KindOf(IlMethod method)
    {
        MethodAttributes attributes = method.Definition.Attributes;
        return attributes.HasFlag(MethodAttributes.Static) ? "static"
            : attributes.HasFlag(MethodAttributes.Virtual) ? "virtual"
            : "instance";
    }
}
