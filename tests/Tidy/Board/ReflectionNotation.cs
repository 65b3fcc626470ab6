using System.Reflection;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Board;

/// <summary>Writes loaded types as the API lists do.</summary>
internal static class ReflectionNotation
{
    public static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!) + "@";
        }

        return type.IsArray
            ? NameOf(type.GetElementType()!) + "[]"
            : TypeNotation.StandInOf(type.ToString().Replace('+', '.'));
    }

    public static string Parameters(ParameterInfo[] parameters)
    {
        return parameters.Length == 0
            ? string.Empty
            : "(" + string.Join(',', parameters.Select(parameter => NameOf(parameter.ParameterType))) + ")";
    }
}
