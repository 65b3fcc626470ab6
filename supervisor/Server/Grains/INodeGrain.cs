using Orleans.Concurrency;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// One enrolled node: judges what arrives in its name, has it stored, and lets it count. One activation at a time in the whole cluster; the
/// ledger sees to it that two could do no harm. The key is the node's name.
/// </summary>
internal interface INodeGrain : IDueGrain
{
    /// <summary>Takes messages on the node's topics, oldest first. When it returns, all that was believed is durable.</summary>
    /// <returns>Null, or why the ledger did not take them: then nothing counts, and they are to come again.</returns>
    [AlwaysInterleave]
    Task<string?> TakeAsync(Delivery delivery);

    /// <summary>Takes up its keys as they are enrolled now.</summary>
    Task EnrolAsync();

    /// <summary>Signs a command for the node.</summary>
    Task<SignedMessage> SignAsync(CommandRequest request);

    /// <summary>Signs a configuration for the node that was found good.</summary>
    Task<SignedMessage> SignAsync(ConfigurationRequest request);

    /// <summary>What its verified records say now.</summary>
    [AlwaysInterleave]
    Task<Immutable<NodeReport>> GetReportAsync();

    /// <summary>Which configuration it ran with in each boot, as far as known.</summary>
    [AlwaysInterleave]
    Task<Immutable<Dictionary<long, int>>> GetVersionsAsync();

    /// <summary>The verdicts on a time.</summary>
    [AlwaysInterleave]
    Task<Immutable<TimelineSegment[]>> GetTimelineAsync(long fromMs, long toMs);
}
