using System.Data.Common;
using Wugang.Supervisor.Registry.Alerts;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>Whether alerts are stored and get to those who are told, for <c>/healthz</c>.</summary>
internal sealed class AlertHealth(AlertMetrics metrics, AlertOutbox outbox)
{
    public async Task<AlertHealthDocument> GetAsync()
    {
        try
        {
            IReadOnlyList<AlertChannel> channels = await outbox.ReadChannelsAsync();
            string failure = metrics.Failure ?? "";
            return new AlertHealthDocument(failure.Length > 0 ? "failed" : channels.Any(channel => channel.FailingSinceMs != 0) ? "degraded" : "ok", failure, channels);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            return new AlertHealthDocument("failed", e.Message, []);
        }
    }
}

/// <param name="Status"><c>ok</c>; <c>degraded</c> while somebody cannot be told; <c>failed</c> while the registry does not take alerts.</param>
/// <param name="Failure">Why the registry does not take them; empty while it does.</param>
/// <param name="Channels">Those who are told.</param>
internal sealed record AlertHealthDocument(string Status, string Failure, IReadOnlyList<AlertChannel> Channels);
