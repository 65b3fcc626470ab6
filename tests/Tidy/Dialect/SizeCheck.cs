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
            yield return new Violation(assembly.Name, $"{assembly.IlByteCount} bytes of IL, the limit is {MaxBytes}: divide the assembly");
        }

        if (assembly.StringByteCount > MaxBytes)
        {
            yield return new Violation(assembly.Name, $"{assembly.StringByteCount} bytes of strings, the limit is {MaxBytes}: divide the assembly");
        }
    }
}
