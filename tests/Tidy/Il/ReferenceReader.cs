using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Wugang.Tests.Tidy.Il;

/// <summary>Lists every type and member outside our firmware that an assembly names, from its metadata tables.</summary>
internal sealed class ReferenceReader
{
    private readonly IlAssembly _assembly;
    private readonly MetadataReader _reader;
    private readonly Dictionary<EntityHandle, SortedSet<string>> _users = [];

    private ReferenceReader(IlAssembly assembly)
    {
        _assembly = assembly;
        _reader = assembly.Reader;
        foreach (IlMethod method in assembly.Methods)
        {
            foreach (Instruction instruction in method.Instructions)
            {
                NoteUser(instruction.Token, method.Where);
            }
        }
    }

    public static IReadOnlyList<ExternalReference> ReadAll(IlAssembly assembly)
    {
        ReferenceReader reader = new(assembly);
        return [.. reader.ReadTypes(), .. reader.ReadMembers()];
    }

    private void NoteUser(EntityHandle token, string where)
    {
        if (token.IsNil)
        {
            return;
        }

        EntityHandle used = token.Kind == HandleKind.MethodSpecification
            ? _reader.GetMethodSpecification((MethodSpecificationHandle)token).Method
            : token;
        AddUser(used, where);
        AddUser(_assembly.OwnerOf(used), where);
    }

    private void AddUser(EntityHandle used, string where)
    {
        if (!_users.TryGetValue(used, out SortedSet<string>? users))
        {
            users = new SortedSet<string>(StringComparer.Ordinal);
            _users.Add(used, users);
        }

        users.Add(where);
    }

    private string WhereIs(EntityHandle used)
    {
        return _users.TryGetValue(used, out SortedSet<string>? users) ? string.Join(", ", users) : _assembly.Name;
    }

    private IEnumerable<ExternalReference> ReadTypes()
    {
        return _reader.TypeReferences.Where(handle => !IsOwn(handle)).Select(handle =>
            new ExternalReference("T:" + TypeNotation.NameOf(_reader, handle), string.Empty, WhereIs(handle)));
    }

    private IEnumerable<ExternalReference> ReadMembers()
    {
        foreach (MemberReferenceHandle handle in _reader.MemberReferences)
        {
            MemberReference member = _reader.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference && IsOwn((TypeReferenceHandle)member.Parent))
            {
                continue;
            }

            // An instantiated generic type is reported under its own name; that it is generic is another check's business.
            string owner = TypeNotation.NameOf(_reader, member.Parent).Split(TypeNotation.GenericOpen)[0];
            yield return Describe(owner + ".", member, WhereIs(handle));
        }
    }

    private ExternalReference Describe(string owner, MemberReference member, string where)
    {
        string name = _reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            string type = member.DecodeFieldSignature(TypeNotation.Instance, null);
            return new ExternalReference($"F:{owner}{name} : {type}", string.Empty, where);
        }

        MethodSignature<string> signature = member.DecodeMethodSignature(TypeNotation.Instance, null);
        ImmutableArray<string> parameters = signature.ParameterTypes;
        string result = signature.ReturnType;
        return name switch
        {
            ".ctor" => new($"M:{owner}#ctor{Parentheses(parameters)}", string.Empty, where),
            _ when name.StartsWith("get_", StringComparison.Ordinal) =>
                new($"P:{owner}{name[4..]}{Parentheses(parameters)} : {result}", "get", where),
            _ when name.StartsWith("set_", StringComparison.Ordinal) =>
                new($"P:{owner}{name[4..]}{Parentheses(parameters[..^1])} : {parameters[^1]}", "set", where),
            _ when name.StartsWith("add_", StringComparison.Ordinal) =>
                new($"E:{owner}{name[4..]} : {parameters[0]}", string.Empty, where),
            _ when name.StartsWith("remove_", StringComparison.Ordinal) =>
                new($"E:{owner}{name[7..]} : {parameters[0]}", string.Empty, where),
            _ => new($"M:{owner}{name}{Arity(signature)}{Parentheses(parameters)} : {result}", string.Empty, where),
        };
    }

    private static string Arity(MethodSignature<string> signature)
    {
        return signature.GenericParameterCount == 0 ? string.Empty : "``" + signature.GenericParameterCount;
    }

    private static string Parentheses(ImmutableArray<string> parameters)
    {
        return parameters.IsEmpty ? string.Empty : "(" + string.Join(',', parameters) + ")";
    }

    private bool IsOwn(TypeReferenceHandle handle)
    {
        EntityHandle scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOwn((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader
                .GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
                .StartsWith(IlAssembly.FirmwarePrefix, StringComparison.Ordinal),
            _ => true,
        };
    }
}
