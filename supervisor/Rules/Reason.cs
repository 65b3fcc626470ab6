namespace Wugang.Supervisor.Rules;

/// <summary>Reasons of a facility name the node: <c>word:node</c>, <c>word:node/zone</c>.</summary>
public static class Reason
{
    /// <summary>A node's own reason, <c>word</c> or <c>word:zone</c>, as the facility's.</summary>
    public static string Of(string node, string reason)
    {
        int colon = reason.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? $"{reason}:{node}" : $"{reason[..colon]}:{node}/{reason[(colon + 1)..]}";
    }
}
