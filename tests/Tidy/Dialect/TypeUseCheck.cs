using Wugang.Tests.Tidy.Il;

namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// Kinds of types that nanoCLR lacks, or takes and then crashes: instantiated generics, <c>T?</c> values, tuples,
/// <c>decimal</c>, <c>[,]</c>; and <c>fixed</c>, which stops nanoFramework's metadata processor.
/// </summary>
internal static class TypeUseCheck
{
    // Field-like events take this detour only on the desktop; see desktop-lowerings.txt.
    private const string EventLowering = "System.Threading.Interlocked.CompareExchange{";

    // The first that fits names the kind, so the special come before the general.
    private static readonly (string Fragment, string Message)[] Banned =
    [
        ("System.Nullable`1", "T? of a value: use a flag, or a status beside the value"),
        ("System.ValueTuple`", "tuple: use out parameters or a readonly struct"),
        ("System.Tuple`", "tuple: use out parameters or a readonly struct"),
        ("System.Decimal", "decimal: use integers in base units"),
        ("System.Linq.", "LINQ: write the loop"),
        ("System.Func`", "generic delegate: declare a delegate of our own"),
        ("System.Action`", "generic delegate: declare a delegate of our own"),
        (TypeNotation.MultiDimensional, "multi-dimensional array: use one dimension and an index"),
        (TypeNotation.Pinned, "fixed: use an index into the array"),
        ("*", "pointer: use an index into the array"),
        ("{", "generic instantiation: use an array, ArrayList or a type of our own"),
    ];

    public static IEnumerable<Violation> Find(IlAssembly assembly)
    {
        foreach (TypeUse use in TypeUse.ReadAll(assembly))
        {
            if (IsEventLowering(use))
            {
                continue;
            }

            string? message = Banned
                .FirstOrDefault(ban => use.Type.Contains(ban.Fragment, StringComparison.Ordinal)).Message;
            if (message is not null)
            {
                yield return new Violation(use.Where, $"{message} ({use.Type})");
            }
        }
    }

    private static bool IsEventLowering(TypeUse use)
    {
        return use.Type.StartsWith(EventLowering, StringComparison.Ordinal)
            && (use.Where.Contains(".add_", StringComparison.Ordinal)
                || use.Where.Contains(".remove_", StringComparison.Ordinal));
    }
}
