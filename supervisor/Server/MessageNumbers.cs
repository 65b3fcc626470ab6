namespace Wugang.Supervisor.Server;

/// <summary>Numbers of signed messages to nodes, above every one before, over restarts as well: the time in milliseconds, or more.</summary>
internal sealed class MessageNumbers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _last = [];

    /// <summary>The next number for a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="nowMs">Milliseconds since 1970 UTC.</param>
    /// <param name="answered">Highest number that the node has answered.</param>
    public long Take(string node, long nowMs, long answered)
    {
        lock (_lock)
        {
            long before = Math.Max(answered, _last.GetValueOrDefault(node));
            return _last[node] = Math.Max(nowMs, before + 1);
        }
    }
}
