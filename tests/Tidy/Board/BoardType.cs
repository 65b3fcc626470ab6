namespace Wugang.Tests.Tidy.Board;

/// <summary>How the API lists describe a type: kind, modifiers, base type, interfaces or underlying type.</summary>
internal static class BoardType
{
    public static BoardMember Describe(Type type)
    {
        string api = "T:" + ReflectionNotation.NameOf(type);
        List<string> traits = [KindOf(type)];
        List<string> excluded = [];
        if (type.IsClass && !type.IsSubclassOf(typeof(Delegate)))
        {
            bool isStatic = type.IsAbstract && type.IsSealed;
            Demand("static", isStatic, traits, excluded);
            Demand("sealed", type.IsSealed && !isStatic, traits, excluded);
            Demand("abstract", type.IsAbstract && !isStatic, traits, excluded);
            if (type.BaseType is not null && type.BaseType != typeof(object))
            {
                traits.Add(": " + ReflectionNotation.NameOf(type.BaseType));
            }
        }

        if (!type.IsEnum && !type.IsSubclassOf(typeof(Delegate)))
        {
            traits.AddRange(type.GetInterfaces()
                .Except(type.BaseType?.GetInterfaces() ?? [])
                .Select(ReflectionNotation.NameOf));
        }

        if (type.IsEnum)
        {
            traits.Add(": " + ReflectionNotation.NameOf(Enum.GetUnderlyingType(type)));
        }

        return new BoardMember(api, traits, excluded);
    }

    private static void Demand(string trait, bool isGiven, List<string> traits, List<string> excluded)
    {
        (isGiven ? traits : excluded).Add(trait);
    }

    private static string KindOf(Type type)
    {
        return type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsInterface ? "interface"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : "class";
    }
}
