using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>nanoCLR's <c>dup</c> does not copy a struct, so two variables may be one object: structs never change.</summary>
internal static class ReadOnlyStructCheck
{
    private const string ReadOnlyAttribute = "System.Runtime.CompilerServices.IsReadOnlyAttribute";

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Types
            .Where(type => type.IsStruct && !type.IsGenerated && !type.Attributes.Contains(ReadOnlyAttribute))
            .Select(type => new Violation(type.Name, "struct that can change: make it a readonly struct or a class"));
    }
}
