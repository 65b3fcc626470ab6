using System.Reflection.Metadata;

namespace Wugang.Tests.Tidy.Il;

/// <summary>One method of a firmware assembly with its decoded signature and body.</summary>
internal sealed class IlMethod
{
    public IlMethod(IlAssembly assembly, IlType type, MethodDefinition definition)
    {
        Type = type;
        Definition = definition;
        Name = assembly.Reader.GetString(definition.Name);
        Signature = definition.DecodeSignature(TypeNotation.Instance, null);
        Attributes = assembly.AttributeNames(definition.GetCustomAttributes());
        if (definition.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = assembly.File.GetMethodBody(definition.RelativeVirtualAddress);
        byte[] il = body.GetILBytes() ?? [];
        HasBody = true;
        ByteCount = il.Length;
        Instructions = [.. Instruction.ReadAll(il)];
        if (!body.LocalSignature.IsNil)
        {
            Locals = assembly.Reader.GetStandaloneSignature(body.LocalSignature)
                .DecodeLocalSignature(TypeNotation.Instance, null);
        }
    }

    public IlType Type { get; }

    public MethodDefinition Definition { get; }

    public string Name { get; }

    public MethodSignature<string> Signature { get; }

    public IReadOnlyList<string> Attributes { get; }

    public bool HasBody { get; }

    public int ByteCount { get; }

    public IReadOnlyList<Instruction> Instructions { get; } = [];

    public IReadOnlyList<string> Locals { get; } = [];

    public string Where => Type.Name + "." + Name;

    /// <summary>Types of the result, the parameters and the locals.</summary>
    public IEnumerable<string> NamedTypes => Signature.ParameterTypes.Append(Signature.ReturnType).Concat(Locals);
}
