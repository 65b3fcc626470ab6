using System.Reflection;
using System.Reflection.Metadata;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary><c>enum.ToString()</c>, however it is called, prints the number on nanoCLR and the name on .NET.</summary>
internal static class EnumTextCheck
{
    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        foreach (IlMethod method in assembly.Methods)
        {
            Instruction before = default;
            foreach (Instruction instruction in method.Instructions)
            {
                if (instruction.Code == ILOpCode.Box && IsEnum(assembly, instruction.Token))
                {
                    yield return new Violation(method.Where, "boxed enum: cast it to its integer, or name it with a switch");
                }

                if (before.Code == ILOpCode.Constrained
                    && IsToString(assembly, instruction)
                    && IsEnum(assembly, before.Token))
                {
                    yield return new Violation(method.Where, "enum ToString: name it with a switch");
                }

                before = instruction;
            }
        }
    }

    private static bool IsToString(IlAssembly assembly, Instruction instruction)
    {
        return instruction.Code == ILOpCode.Callvirt
            && assembly.NameOfMember(instruction.Token) is "System.Object.ToString" or "System.Enum.ToString";
    }

    private static bool IsEnum(IlAssembly assembly, EntityHandle type)
    {
        return type.Kind switch
        {
            HandleKind.TypeDefinition => IsOwnEnum(assembly, (TypeDefinitionHandle)type),
            HandleKind.TypeReference => Resolve(assembly.Reader, (TypeReferenceHandle)type)?.IsEnum ?? false,
            _ => false,
        };
    }

    private static bool IsOwnEnum(IlAssembly assembly, TypeDefinitionHandle type)
    {
        EntityHandle parent = assembly.Reader.GetTypeDefinition(type).BaseType;
        return TypeNotation.NameOf(assembly.Reader, parent) == "System.Enum";
    }

    private static Type? Resolve(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return Resolve(reader, (TypeReferenceHandle)type.ResolutionScope)
                ?.GetNestedType(reader.GetString(type.Name), BindingFlags.Public | BindingFlags.NonPublic);
        }

        AssemblyReference assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
        return Assembly.Load(reader.GetString(assembly.Name)).GetType(TypeNotation.NameOf(reader, handle));
    }
}
