using System.Text.Json;

namespace Wugang.Supervisor.Rules;

/// <summary>Names of rejections.</summary>
public static class Rejections
{
    private static readonly string[] Names =
        [.. Enum.GetNames<Rejection>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>The name in snake_case, e.g. <c>bad_signature</c>.</summary>
    public static string NameOf(Rejection reason)
    {
        return Names[(int)reason];
    }
}
