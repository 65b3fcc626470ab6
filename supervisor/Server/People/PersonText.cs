using System.Diagnostics.CodeAnalysis;
using Wugang.Firmware.Core;

namespace Wugang.Supervisor.Server.People;

/// <summary>What people write that goes into records or to nodes.</summary>
internal static class PersonText
{
    private static readonly string Rule = $"in at most {Limits.MaxTextCharacters} printable ASCII characters.";

    /// <summary>What is wrong with the person's name or reason, or null.</summary>
    public static string? FindFault([NotNull] string? by, string? reason)
    {
        string? fault = !IsText(by) || by.Length == 0 ? $"'by' names the person, {Rule}"
            : !IsText(reason ?? "") ? $"'reason' is {Rule}"
            : null;
        by ??= "";
        return fault;
    }

    private static bool IsText([NotNullWhen(true)] string? text)
    {
        return text?.Length <= Limits.MaxTextCharacters && text.All(character => character is >= ' ' and <= '~');
    }
}
