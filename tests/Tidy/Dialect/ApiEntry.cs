namespace Wugang.Tests.Tidy.Dialect;

/// <summary>
/// One line of an API list: <c>P:System.String.Length : System.Int32 | extern { get; }</c>. The allow-list holds the
/// same lines without what follows the bar, but with the accessors of properties.
/// </summary>
/// <param name="Api">Kind, name, parameters and result; the key by which entries are compared.</param>
/// <param name="Details">Modifiers, accessors, base types; empty in most lines of the allow-list.</param>
internal sealed record ApiEntry(string Api, string Details)
{
    public bool CanGet => Details.Contains("get;", StringComparison.Ordinal);

    public bool CanSet => Details.Contains("set;", StringComparison.Ordinal);

    public static ApiEntry Parse(string line)
    {
        int end = line.IndexOf(" | ", StringComparison.Ordinal);
        int accessors = line.StartsWith("P:", StringComparison.Ordinal) ? line.IndexOf(" {", StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            end = accessors;
        }

        string api = end < 0 ? line : line[..end];
        string details = end < 0 ? string.Empty : line[end..].Trim(' ', '|');

        // The lists write delegates with empty parentheses and all other members without.
        return new ApiEntry(api.Trim().Replace("()", string.Empty, StringComparison.Ordinal), details);
    }

    public bool HasAccessor(string accessor)
    {
        return accessor switch
        {
            "get" => CanGet,
            "set" => CanSet,
            _ => true,
        };
    }
}
