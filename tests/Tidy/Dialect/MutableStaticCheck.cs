using System.Reflection;
using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>Core and Node hold no static state that changes: many nodes run in one simulator, and each run repeats.</summary>
internal static class MutableStaticCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Types.Where(type => !type.IsGenerated).SelectMany(type => type.Fields
            .Where(IsMutableStatic)
            .Select(field => new Violation(
                type.Name + "." + assembly.Reader.GetString(field.Name),
                "mutable static field: make it readonly or a field of an object")));
    }

    private static bool IsMutableStatic(FieldDefinition field)
    {
        return field.Attributes.HasFlag(FieldAttributes.Static)
            && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0;
    }
}
