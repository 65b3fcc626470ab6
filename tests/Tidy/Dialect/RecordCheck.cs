using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary><c>record</c> types do not compile for nanoFramework.</summary>
internal static class RecordCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Types
            .Where(type => type.Methods.Any(IsWrittenForRecords))
            .Select(type => new Violation(type.Name, "record: use a class or a readonly struct"));
    }

    private static bool IsWrittenForRecords(IlMethod method)
    {
        return method.Name is "<Clone>$" or "PrintMembers"
            && method.Attributes.Contains("System.Runtime.CompilerServices.CompilerGeneratedAttribute");
    }
}
