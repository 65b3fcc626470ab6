using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>A type that a field, a signature, a local or an instruction names.</summary>
internal sealed record TypeUse(string Where, string Type)
{
    public static IEnumerable<TypeUse> ReadAll(IlAssembly assembly)
    {
        return assembly.Types.SelectMany(type => OfType(assembly, type))
            .Concat(assembly.Methods.SelectMany(method => OfMethod(assembly, method)));
    }

    private static IEnumerable<TypeUse> OfType(IlAssembly assembly, IlType type)
    {
        IEnumerable<TypeUse> fields = type.Fields.Select(field => new TypeUse(
            type.Name + "." + assembly.Reader.GetString(field.Name),
            field.DecodeSignature(TypeNotation.Instance, null)));
        return type.Interfaces.Append(type.BaseName).Select(name => new TypeUse(type.Name, name)).Concat(fields);
    }

    private static IEnumerable<TypeUse> OfMethod(IlAssembly assembly, IlMethod method)
    {
        return method.NamedTypes
            .Concat(method.Instructions.SelectMany(instruction => NamedBy(assembly, instruction.Token)))
            .Select(type => new TypeUse(method.Where, type));
    }

    private static IEnumerable<string> NamedBy(IlAssembly assembly, EntityHandle token)
    {
        MetadataReader reader = assembly.Reader;
        switch (token.Kind)
        {
            case HandleKind.TypeReference:
            case HandleKind.TypeSpecification:
                yield return TypeNotation.NameOf(reader, token);
                break;

            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)token);
                yield return assembly.NameOfMember(method.Method) + TypeNotation.GenericOpen
                    + string.Join(',', method.DecodeSignature(TypeNotation.Instance, null)) + "}";
                break;

            default:
                yield return TypeNotation.NameOf(reader, assembly.OwnerOf(token));
                break;
        }
    }
}
