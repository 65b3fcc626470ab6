using System.Diagnostics.Metrics;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>What is counted of alerts, and whether the registry takes them; served at <c>/metrics</c> and <c>/healthz</c>.</summary>
internal sealed class AlertMetrics : IDisposable
{
    private readonly Meter _meter = new(SupervisorMetrics.MeterName);
    private readonly Counter<long> _opened;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _deliveries;
    private volatile string? _failure;

    public AlertMetrics()
    {
        _opened = _meter.CreateCounter<long>("safetynode_alerts_opened", description: "Alerts opened, by kind.");
        _dropped = _meter.CreateCounter<long>("safetynode_alerts_dropped", description: "Happenings that opened no alert, as the facility had too many.");
        _deliveries = _meter.CreateCounter<long>("safetynode_alert_deliveries", description: "Attempts to tell somebody of an alert, by channel and result.");
        _dropped.Add(0);
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
        {
            _opened.Add(0, Tag(kind));
        }
    }

    /// <summary>Why the registry did not take the newest alerts; null while it does.</summary>
    public string? Failure => _failure;

    public void Count(AlertUpdate update)
    {
        if (update.Before is null)
        {
            _opened.Add(1, Tag(update.Now.Key.Kind));
        }
    }

    public void CountDropped(long count)
    {
        _dropped.Add(count);
    }

    public void CountDelivery(string channel, bool isDelivered)
    {
        _deliveries.Add(1, new("channel", channel), new("result", isDelivered ? "delivered" : "failed"));
    }

    public void NoteStored()
    {
        _failure = null;
    }

    public void NoteNotStored(string failure)
    {
        _failure = failure;
    }

    public void Dispose()
    {
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(AlertKind kind)
    {
        return new KeyValuePair<string, object?>("kind", AlertWords.NameOf(kind));
    }
}
