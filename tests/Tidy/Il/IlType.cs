using System.Reflection.Metadata;

namespace Wugang.Tests.Tidy.Il;

/// <summary>One type that a firmware assembly defines.</summary>
internal sealed class IlType
{
    public IlType(IlAssembly assembly, TypeDefinitionHandle handle)
    {
        MetadataReader reader = assembly.Reader;
        Definition = reader.GetTypeDefinition(handle);
        Name = TypeNotation.NameOf(reader, handle);
        BaseName = TypeNotation.NameOf(reader, Definition.BaseType);
        Attributes = assembly.AttributeNames(Definition.GetCustomAttributes());
        Interfaces = [.. Definition.GetInterfaceImplementations()
            .Select(item => TypeNotation.NameOf(reader, reader.GetInterfaceImplementation(item).Interface))];
        Methods = [.. Definition.GetMethods()
            .Select(method => new IlMethod(assembly, this, reader.GetMethodDefinition(method)))];
        Fields = [.. Definition.GetFields().Select(reader.GetFieldDefinition)];
    }

    public TypeDefinition Definition { get; }

    public string Name { get; }

    /// <summary>Empty for interfaces.</summary>
    public string BaseName { get; }

    public IReadOnlyList<string> Attributes { get; }

    public IReadOnlyList<string> Interfaces { get; }

    public IReadOnlyList<IlMethod> Methods { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public bool IsEnum => BaseName == "System.Enum";

    public bool IsStruct => BaseName == "System.ValueType";

    /// <summary>Written by the compiler: closures, state machines, array data, embedded attributes.</summary>
    public bool IsGenerated => Name.Contains('<', StringComparison.Ordinal)
        || Attributes.Contains("Microsoft.CodeAnalysis.EmbeddedAttribute")
        || Attributes.Contains("System.Runtime.CompilerServices.CompilerGeneratedAttribute");
}
