using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Wugang.Tests.Tidy.Il;

/// <summary>
/// Writes types as nanoFramework's API lists do: full names, '.' before nested types, '[]', '@' for by-reference.
/// What those lists cannot hold stays recognisable: '{…}' for generic arguments, '[,]', '*', and ' pinned'.
/// </summary>
internal sealed class TypeNotation : ISignatureTypeProvider<string, object?>
{
    public const string Pinned = " pinned";
    public const string MultiDimensional = "[,";
    public const char GenericOpen = '{';

    public static readonly TypeNotation Instance = new();

    // What the desktop's firmware uses of the virtual board in place of .NET's own (firmware/Esp32/Desktop/ChipParts.cs), by the name it
    // stands for: so its members are held to nanoFramework's of that name.
    private static readonly Dictionary<string, string> StandIns = new(StringComparer.Ordinal)
    {
        ["Wugang.Sim.Board.ChipDateTime"] = "System.DateTime",
        ["Wugang.Sim.Board.DebugOutput"] = "System.Diagnostics.Debug",
        ["Wugang.Sim.Board.FlashFileStream"] = "System.IO.FileStream",
    };

    public static string NameOf(MetadataReader reader, EntityHandle type)
    {
        return type.IsNil ? string.Empty : type.Kind switch
        {
            HandleKind.TypeDefinition => NameOf(reader, (TypeDefinitionHandle)type),
            HandleKind.TypeReference => NameOf(reader, (TypeReferenceHandle)type),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)type)
                .DecodeSignature(Instance, null),
            _ => string.Empty,
        };
    }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        return type.IsNested
            ? NameOf(reader, type.GetDeclaringType()) + "." + name
            : Qualify(reader.GetString(type.Namespace), name);
    }

    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) + "." + name
            : Qualify(reader.GetString(type.Namespace), name);
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode)
    {
        return "System." + typeCode;
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        return NameOf(reader, handle);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        return NameOf(reader, handle);
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        return NameOf(reader, handle);
    }

    public string GetSZArrayType(string elementType)
    {
        return elementType + "[]";
    }

    public string GetArrayType(string elementType, ArrayShape shape)
    {
        return elementType + "[" + new string(',', Math.Max(shape.Rank - 1, 1)) + "]";
    }

    public string GetByReferenceType(string elementType)
    {
        return elementType + "@";
    }

    public string GetPointerType(string elementType)
    {
        return elementType + "*";
    }

    public string GetPinnedType(string elementType)
    {
        return elementType + Pinned;
    }

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments)
    {
        return genericType + GenericOpen + string.Join(',', typeArguments) + "}";
    }

    public string GetGenericTypeParameter(object? genericContext, int index)
    {
        return "`" + index;
    }

    public string GetGenericMethodParameter(object? genericContext, int index)
    {
        return "``" + index;
    }

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired)
    {
        return unmodifiedType;
    }

    public string GetFunctionPointerType(MethodSignature<string> signature)
    {
        return "function pointer*";
    }

    /// <summary>The name of nanoFramework that a type of the virtual board stands for; its own where it stands for none.</summary>
    public static string StandInOf(string fullName)
    {
        return StandIns.GetValueOrDefault(fullName, fullName);
    }

    private static string Qualify(string @namespace, string name)
    {
        return StandInOf(@namespace.Length == 0 ? name : @namespace + "." + name);
    }
}
