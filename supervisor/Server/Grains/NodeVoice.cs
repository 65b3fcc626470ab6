using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.HomeAssistant;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>
/// What others hear of a node: its facility, and by MQTT the dashboards. What a person must know at once is said at once; the rest, such
/// as the time of the newest heartbeat, now and then.
/// </summary>
internal sealed class NodeVoice(GrainServices services)
{
    private const long ReportEveryMs = 1000;
    private const long PublishEveryMs = 5000;
    private const long RepublishEveryMs = 30_000;
    private const int MaxEvents = 10;

    private readonly LinkedList<LedgerEntry> _events = [];
    private readonly Dictionary<AlertKey, AlertOccurrence> _occurrences = [];
    private bool _hasNews = true;
    private bool _isReporting;
    private int _urgentDigest;
    private long _changedFromMs = long.MaxValue;
    private long _reportedMs = long.MinValue / 2;
    private long _publishedMs = long.MinValue / 2;
    private byte[] _published = [];
    private int _announced;
    private volatile bool _isEverythingOwed;

    /// <summary>When it next has something to say.</summary>
    public long DueMs(long nowMs)
    {
        long reportMs = _hasNews || _isReporting ? Math.Max(_reportedMs + ReportEveryMs, nowMs) : long.MaxValue;
        return Math.Min(reportMs, _publishedMs + (_hasNews ? PublishEveryMs : RepublishEveryMs));
    }

    /// <summary>The broker has come back and may have forgotten what was retained. From any thread.</summary>
    public void OweEverything()
    {
        _isEverythingOwed = true;
    }

    /// <summary>Notes what has been stored.</summary>
    public void Note(string node, JudgedMessages judged)
    {
        _hasNews = true;
        foreach (LedgerEntry entry in judged.Batch.Entries.Where(entry => entry.Record.Kind != RecordKind.Heartbeat).TakeLast(MaxEvents))
        {
            _events.AddFirst(entry);
            if (_events.Count > MaxEvents)
            {
                _events.RemoveLast();
            }
        }

        if (judged.Batch.Quarantined.Count > 0)
        {
            foreach (QuarantinedMessage message in judged.Batch.Quarantined)
            {
                if (AlertConditions.KeyOf(node, message.Reason) is { } key)
                {
                    Add(new AlertOccurrence(key, 1, message.ReceivedMs));
                }
            }

            services.Grains.GetGrain<IOverviewGrain>(IOverviewGrain.Key).NoteRejectedAsync(new(StatusViews.Of(judged.Batch.Quarantined))).Ignore();
        }
    }

    /// <summary>Says what is to be said by now.</summary>
    public void Speak(SupervisedNode node, long nowMs)
    {
        int digest = UrgentDigestOf(node);
        bool isUrgent = digest != _urgentDigest;
        _urgentDigest = digest;
        _hasNews |= isUrgent;
        Publish(node, nowMs, isUrgent);
        if (!_isReporting && (isUrgent || (_hasNews && nowMs - _reportedMs >= ReportEveryMs)))
        {
            ReportAsync(node, nowMs).Ignore();
        }
    }

    public NodeReport ReportOf(SupervisedNode node, long changedFromMs, IReadOnlyList<EventView> events)
    {
        return new NodeReport(
            StatusViews.Of(node),
            [.. StatusViews.AlarmsOf(node)],
            node.Verdict.Current,
            node.Timeline.FirstMs,
            changedFromMs,
            events)
        {
            Conditions = AlertConditions.Of(node, (long)services.Options.Alerts.UnknownLimit.TotalMilliseconds),
        };
    }

    /// <summary>A number that differs where a person must know at once.</summary>
    private static int UrgentDigestOf(SupervisedNode node)
    {
        HashCode digest = default;
        digest.Add(node.Verdict.Current.State);
        digest.Add(node.Verdict.Current.Reasons.Count);
        digest.Add(node.Status.IsOnline);
        digest.Add(node.Status.Protection);
        digest.Add(node.Status.IsSirenSounding);
        digest.Add(node.Status.Faults.Count);
        digest.Add(node.Status.Boot);
        digest.Add(node.Status.Configurations.Change);
        digest.Add(node.Status.CommandId);
        foreach ((string name, ZoneStatus zone) in node.Status.Zones)
        {
            digest.Add(name);
            digest.Add(zone.State);
            digest.Add(zone.Alarm);
            digest.Add(zone.IsBypassed);
        }

        return digest.ToHashCode();
    }

    private void Publish(SupervisedNode node, long nowMs, bool isUrgent)
    {
        bool isOwed = _isEverythingOwed || nowMs - _publishedMs >= RepublishEveryMs;
        if (!isOwed && !isUrgent && !(_hasNews && nowMs - _publishedMs >= PublishEveryMs))
        {
            return;
        }

        Announce(node);
        byte[] content = services.Documents.ContentOf(node);
        if (isOwed || !content.AsSpan().SequenceEqual(_published))
        {
            services.Outbox.Post(SupervisedDocuments.TopicOfNode(node.Name), services.Documents.Write(node, nowMs));
        }

        (_published, _publishedMs, _isEverythingOwed) = (content, nowMs, false);
    }

    /// <summary>Tells Home Assistant what the node has, where it has changed.</summary>
    private void Announce(SupervisedNode node)
    {
        HashCode digest = default;
        foreach ((string name, ZoneStatus zone) in node.Status.Zones)
        {
            digest.Add((name, zone.Type));
        }

        foreach ((string name, MeterStatus meter) in node.Status.Meters)
        {
            digest.Add((name, meter.Medium, meter.Unit));
        }

        int has = digest.ToHashCode();
        if (services.Discovery.IsOn && (_isEverythingOwed || has != _announced))
        {
            services.Discovery.AnnounceAsync(node.Name, DiscoveryDocument.Write(node)).Ignore();
            _announced = has;
        }
    }

    /// <summary>Reports to the facility; what does not get there is in the next report.</summary>
    private async Task ReportAsync(SupervisedNode node, long nowMs)
    {
        _changedFromMs = Math.Min(_changedFromMs, node.Timeline.TakeChangedFromMs());
        AlertOccurrence[] occurrences = [.. _occurrences.Values];
        LedgerEntry[] events = [.. _events];
        NodeReport report = ReportOf(node, _changedFromMs, [.. events.Select(StatusViews.Of)]) with { Occurrences = occurrences };
        (_isReporting, _hasNews, _reportedMs) = (true, false, nowMs);
        (long before, _changedFromMs) = (_changedFromMs, long.MaxValue);
        _events.Clear();
        _occurrences.Clear();
        try
        {
            if (services.Enrolment.FindFacilityOf(node.Name) is { } facility)
            {
                await services.Grains.GetGrain<IFacilityGrain>(facility.Id).ReportAsync(new(report));
            }
        }
        catch (Exception)
        {
            _changedFromMs = Math.Min(_changedFromMs, before);
            Array.ForEach(occurrences, Add);
            Array.ForEach(events[..Math.Min(events.Length, MaxEvents - _events.Count)], entry => _events.AddLast(entry));
            _hasNews = true;
        }
        finally
        {
            _isReporting = false;
        }
    }

    /// <summary>Counts what happened; there are no more of them than reasons.</summary>
    private void Add(AlertOccurrence occurrence)
    {
        AlertOccurrence? before = _occurrences.GetValueOrDefault(occurrence.Key);
        _occurrences[occurrence.Key] = before is null
            ? occurrence
            : occurrence with { Count = before.Count + occurrence.Count, AtMs = Math.Max(before.AtMs, occurrence.AtMs) };
    }
}
