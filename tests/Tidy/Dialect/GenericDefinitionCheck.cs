using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>Own generic types and methods compile for nanoCLR and then crash it.</summary>
internal static class GenericDefinitionCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        foreach (IlType type in assembly.Types.Where(type => type.Definition.GetGenericParameters().Count > 0))
        {
            yield return new Violation(type.Name, "own generic type: write it for the one type it is used with");
        }

        foreach (IlMethod method in assembly.Methods.Where(method => method.Signature.GenericParameterCount > 0))
        {
            yield return new Violation(method.Where, "own generic method: write it for the one type it is used with");
        }
    }
}
