using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>nanoCLR addresses the IL and the string table of an assembly with 16 bits.</summary>
internal static class SizeCheck
{
    public const int MaxBytes = 65535;

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        if (assembly.IlByteCount > MaxBytes)
        {
            yield return Describe(assembly, $"{assembly.IlByteCount} bytes of IL");
        }

        if (assembly.StringByteCount > MaxBytes)
        {
            yield return Describe(assembly, $"{assembly.StringByteCount} bytes of strings");
        }
    }

    private static Violation Describe(IlAssembly assembly, string size)
    {
        return new Violation(assembly.Name, $"{size}, the limit is {MaxBytes}: divide the assembly");
    }
}
