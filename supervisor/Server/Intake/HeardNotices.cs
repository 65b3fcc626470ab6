using System.Collections.Concurrent;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>
/// The newest birth or will of each node as this server has heard it. They are in no ledger, and the broker gives each server all of them, once:
/// a grain that begins anew here, for one that was lost with another server, would not know that its node is online.
/// </summary>
internal sealed class HeardNotices(SupervisorOptions options)
{
    private readonly ConcurrentDictionary<string, IncomingMessage> _newest = new();

    /// <summary>Keeps it, if it is one and there are other servers.</summary>
    public void Note(string node, IncomingMessage message)
    {
        if (options.IsCluster && message.Topic.EndsWith("/online", StringComparison.Ordinal))
        {
            _newest[node] = message;
        }
    }

    /// <summary>The newest of a node, not verified; null where there is none.</summary>
    public IncomingMessage? Find(string node)
    {
        return _newest.GetValueOrDefault(node);
    }
}
