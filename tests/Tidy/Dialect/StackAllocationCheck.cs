using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary><c>stackalloc</c> fails on nanoCLR.</summary>
internal static class StackAllocationCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Methods
            .Where(method => method.Instructions.Any(instruction => instruction.Code == ILOpCode.Localloc))
            .Select(method => new Violation(method.Where, "stackalloc: keep one array in a readonly field"));
    }
}
