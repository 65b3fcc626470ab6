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

    /// <summary>A reason of <see cref="Of"/> as the node's own again.</summary>
    public static string WithoutNode(string node, string reason)
    {
        int colon = reason.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || !reason.AsSpan(colon + 1).StartsWith(node, StringComparison.Ordinal) ? reason
            : reason.Length == colon + 1 + node.Length ? reason[..colon]
            : $"{reason[..colon]}:{reason[(colon + node.Length + 2)..]}";
    }
}
