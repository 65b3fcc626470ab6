using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Wugang.Tests.Tidy.Il;

/// <summary>A compiled assembly, read as metadata and IL without loading it.</summary>
internal sealed class IlAssembly : IDisposable
{
    public const string FirmwarePrefix = "Wugang.Firmware.";

    private IlAssembly(Stream image)
    {
        File = new PEReader(image);
        Reader = File.GetMetadataReader();
        Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        Types = [.. Reader.TypeDefinitions.Select(handle => new IlType(this, handle))];
    }

    public PEReader File { get; }

    public MetadataReader Reader { get; }

    public string Name { get; }

    public IReadOnlyList<IlType> Types { get; }

    public IEnumerable<IlMethod> Methods => Types.SelectMany(type => type.Methods);

    public IEnumerable<string> ReferencedAssemblies => Reader.AssemblyReferences
        .Select(handle => Reader.GetString(Reader.GetAssemblyReference(handle).Name));

    /// <summary>Sum of all method bodies.</summary>
    public int IlByteCount => Methods.Sum(method => method.ByteCount);

    /// <summary>
    /// Names and literals in UTF-8: no less than nanoFramework's string table, which drops the names of parameters.
    /// </summary>
    public int StringByteCount => Reader.GetHeapSize(HeapIndex.String) + (Reader.GetHeapSize(HeapIndex.UserString) / 2);

    /// <summary>Opens an assembly of this repository, which lies beside the tests.</summary>
    public static IlAssembly Open(string name)
    {
        return new IlAssembly(System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
    }

    public static IlAssembly Read(Stream image)
    {
        return new IlAssembly(image);
    }

    public IReadOnlyList<string> AttributeNames(CustomAttributeHandleCollection attributes)
    {
        return [.. attributes
            .Select(handle => OwnerOf(Reader.GetCustomAttribute(handle).Constructor))
            .Select(type => TypeNotation.NameOf(Reader, type))];
    }

    /// <summary>The type that declares this method or field.</summary>
    public EntityHandle OwnerOf(EntityHandle member)
    {
        return member.Kind switch
        {
            HandleKind.MethodDefinition => Reader.GetMethodDefinition((MethodDefinitionHandle)member).GetDeclaringType(),
            HandleKind.FieldDefinition => Reader.GetFieldDefinition((FieldDefinitionHandle)member).GetDeclaringType(),
            HandleKind.MemberReference => Reader.GetMemberReference((MemberReferenceHandle)member).Parent,
            HandleKind.MethodSpecification =>
                OwnerOf(Reader.GetMethodSpecification((MethodSpecificationHandle)member).Method),
            _ => default,
        };
    }

    /// <summary>The name of the method or field an instruction names, as <c>System.Object.ToString</c>.</summary>
    public string NameOfMember(EntityHandle member)
    {
        StringHandle name = member.Kind switch
        {
            HandleKind.MethodDefinition => Reader.GetMethodDefinition((MethodDefinitionHandle)member).Name,
            HandleKind.FieldDefinition => Reader.GetFieldDefinition((FieldDefinitionHandle)member).Name,
            HandleKind.MemberReference => Reader.GetMemberReference((MemberReferenceHandle)member).Name,
            _ => default,
        };
        return TypeNotation.NameOf(Reader, OwnerOf(member)) + "." + Reader.GetString(name);
    }

    public void Dispose()
    {
        File.Dispose();
    }
}
