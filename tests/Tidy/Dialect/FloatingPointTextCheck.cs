using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary><c>double.ToString()</c> without a format rounds on nanoCLR: 0.1 + 0.2 is written 0.3.</summary>
internal static class FloatingPointTextCheck
{
    private const string Message = "double or float as text: write integers in base units, or give ToString a format";

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        IEnumerable<Violation> calls = ReferenceReader.ReadAll(assembly)
            .Where(reference => reference.Api is "M:System.Double.ToString : System.String"
                or "M:System.Single.ToString : System.String")
            .Select(reference => new Violation(reference.Where, Message));
        IEnumerable<Violation> boxes = assembly.Methods
            .Where(method => method.Instructions.Any(instruction => IsBoxedFloat(assembly, instruction)))
            .Select(method => new Violation(method.Where, Message));
        return calls.Concat(boxes);
    }

    private static bool IsBoxedFloat(IlAssembly assembly, Instruction instruction)
    {
        return instruction.Code == ILOpCode.Box
            && TypeNotation.NameOf(assembly.Reader, instruction.Token) is "System.Double" or "System.Single";
    }
}
