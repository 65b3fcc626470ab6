using System.Reflection;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>A method with a body in an interface gave a wrong result on nanoCLR.</summary>
internal static class DefaultInterfaceMethodCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Methods
            .Where(method => method.Type.Definition.Attributes.HasFlag(TypeAttributes.Interface) && method.HasBody)
            .Select(method => new Violation(method.Where, "default interface method: move the body to a class"));
    }
}
