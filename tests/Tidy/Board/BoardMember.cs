using System.Reflection;

namespace Wugang.Tests.Tidy.Board;

/// <summary>One public type or member of the virtual board, in the notation of the API lists.</summary>
/// <param name="Api">Kind, name, parameters and result; for an enum member its value.</param>
/// <param name="Traits">What the list must say of it besides, such as <c>static</c>, <c>{ get;</c> or a base type.</param>
/// <param name="Excluded">What the list must not say of it.</param>
internal sealed record BoardMember(string Api, IReadOnlyList<string> Traits, IReadOnlyList<string> Excluded)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] LibraryRoots = ["System.Device", "System.IO.Ports", "nanoFramework", "Iot.Device"];

    public static IEnumerable<BoardMember> ReadAll(Assembly board)
    {
        return board.GetExportedTypes()
            .Where(type => LibraryRoots.Any(root => IsBelow(type.Namespace, root)))
            .SelectMany(type => Describe(type).Concat(type.IsEnum ? EnumMembers(type) : Members(type)));
    }

    private static bool IsBelow(string? name, string root)
    {
        return name == root || (name is not null && name.StartsWith(root + ".", StringComparison.Ordinal));
    }

    private static IEnumerable<BoardMember> Describe(Type type)
    {
        yield return BoardType.Describe(type);
    }

    private static IEnumerable<BoardMember> EnumMembers(Type type)
    {
        string owner = ReflectionNotation.NameOf(type);
        return Enum.GetNames(type)
            .Select(name => new BoardMember($"F:{owner}.{name} = {Enum.Parse(type, name):D}", [], []));
    }

    private static IEnumerable<BoardMember> Members(Type type)
    {
        string owner = ReflectionNotation.NameOf(type);
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [OfMethod(owner, type.GetMethod("Invoke")!) with { Traits = [], Excluded = [] }];
        }

        IEnumerable<BoardMember> constructors = type.GetConstructors(Declared)
            .Where(constructor => !constructor.IsStatic && IsVisible(constructor))
            .Select(constructor => new BoardMember(
                $"M:{owner}.#ctor{ReflectionNotation.Parameters(constructor.GetParameters())}", [], []));
        IEnumerable<BoardMember> methods = type.GetMethods(Declared)
            .Where(IsVisible)
            .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            .Select(method => OfMethod(owner, method));
        IEnumerable<BoardMember> properties = type.GetProperties(Declared)
            .Where(property => property.GetAccessors(true).Any(IsVisible))
            .Select(property => OfProperty(owner, property));
        IEnumerable<BoardMember> events = type.GetEvents(Declared)
            .Where(item => IsVisible(item.AddMethod!))
            .Select(item => new BoardMember(
                $"E:{owner}.{item.Name} : {ReflectionNotation.NameOf(item.EventHandlerType!)}", [], []));
        IEnumerable<BoardMember> fields = type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(field => OfField(owner, field));
        return constructors.Concat(methods).Concat(properties).Concat(events).Concat(fields);
    }

    private static BoardMember OfMethod(string owner, MethodInfo method)
    {
        string api = $"M:{owner}.{method.Name}{ReflectionNotation.Parameters(method.GetParameters())} : "
            + ReflectionNotation.NameOf(method.ReturnType);
        return Static(api, method.IsStatic);
    }

    private static BoardMember OfProperty(string owner, PropertyInfo property)
    {
        string api = $"P:{owner}.{property.Name}{ReflectionNotation.Parameters(property.GetIndexParameters())} : "
            + ReflectionNotation.NameOf(property.PropertyType);
        List<string> traits = [];
        if (property.GetMethod is not null && IsVisible(property.GetMethod))
        {
            traits.Add("get;");
        }

        if (property.SetMethod is not null && IsVisible(property.SetMethod))
        {
            traits.Add("set;");
        }

        BoardMember member = Static(api, property.GetAccessors(true)[0].IsStatic);
        return member with { Traits = [.. member.Traits, .. traits] };
    }

    private static BoardMember OfField(string owner, FieldInfo field)
    {
        string api = $"F:{owner}.{field.Name} : {ReflectionNotation.NameOf(field.FieldType)}";
        if (!field.IsLiteral)
        {
            return Static(api, field.IsStatic);
        }

        object? value = field.GetRawConstantValue();
        return new BoardMember(api, ["const = " + (value is string text ? $"\"{text}\"" : value)], []);
    }

    private static BoardMember Static(string api, bool isStatic)
    {
        return isStatic ? new BoardMember(api, ["static"], []) : new BoardMember(api, [], ["static"]);
    }

    private static bool IsVisible(MethodBase method)
    {
        return method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
    }
}
