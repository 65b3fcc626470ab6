using System.Text.RegularExpressions;
using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// A number that measures something says in what unit: <c>timeoutMs</c>, not <c>timeout</c>. Only names that end in a
/// word for a measure are looked at; ordinals and counts, such as a pin or the number of an interval, need none.
/// </summary>
internal static partial class UnitNameCheck
{
    private static readonly string[] NumericTypes =
    [
        "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Single", "System.Double",
    ];

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        return assembly.Types
            .Where(type => !type.IsEnum && !type.IsGenerated)
            .SelectMany(type => type.Fields
                .Where(field => NumericTypes.Contains(field.DecodeSignature(TypeNotation.Instance, null)))
                .Select(field => NameOf(assembly.Reader.GetString(field.Name)))
                .Where(name => Measure().IsMatch(name))
                .Select(name => new Violation(
                    $"{type.Name}.{name}", "a measure without its unit: end its name in Ms, S, Bytes, …")));
    }

    /// <summary>The field's name as a property would have it, or that of the property it is behind.</summary>
    private static string NameOf(string field)
    {
        string name = field.TrimStart('_', '<').Split('>')[0];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex("(?<=^|[a-z0-9])(Age|Delay|Duration|Elapsed|Energy|Power|Pressure|Size|"
        + "Temperature|Time|Timeout|Voltage|Volume)$")]
    private static partial Regex Measure();
}
