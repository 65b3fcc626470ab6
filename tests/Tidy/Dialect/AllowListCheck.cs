using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>Guards against members that .NET has and nanoFramework lacks: they compile here and nowhere else.</summary>
internal static class AllowListCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return ReferenceReader.ReadAll(assembly)
            .Where(reference => !AllowList.Holds(reference) && !AllowList.IsLowering(reference.Api))
            .Select(reference => new Violation(reference.Where, Message(reference)));
    }

    private static string Message(ExternalReference reference)
    {
        string accessor = reference.Accessor.Length == 0 ? string.Empty : $" {{ {reference.Accessor}; }}";
        return $"'{reference.Api}{accessor}' is not in {AllowList.FileName}; "
            + "add it if nanoFramework's API lists have it, otherwise do without";
    }
}
