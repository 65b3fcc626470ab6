namespace Wugang.Tests.Tidy.Il;

/// <summary>A type or member outside our firmware, as the API lists write it.</summary>
/// <param name="Api">What is used, such as <c>P:System.String.Length : System.Int32</c>.</param>
/// <param name="Accessor"><c>get</c> or <c>set</c> for a property, otherwise empty.</param>
/// <param name="Where">The methods that use it; the assembly where no method does.</param>
internal sealed record ExternalReference(string Api, string Accessor, string Where)
{
    /// <summary>The full name alone, such as <c>System.String.Length</c>.</summary>
    public string FullName => Api[2..].Split('(', ' ')[0];

    /// <summary>Whether this is the type of this name or one of its members.</summary>
    public bool BelongsTo(string type)
    {
        return FullName == type || FullName.StartsWith(type + ".", StringComparison.Ordinal);
    }
}
