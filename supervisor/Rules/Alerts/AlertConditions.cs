using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What of a node deserves an alert (docs/reference/alerts.md).</summary>
public static class AlertConditions
{
    /// <summary>
    /// How long, in milliseconds, a node has for its first sign of life after the supervisor started before it can be unknown for too long,
    /// however long ago it was heard.
    /// </summary>
    public const long GraceMs = 120_000;

    /// <summary>What one look at a node finds.</summary>
    /// <param name="node">The node.</param>
    /// <param name="unknownLimitMs">How long it may be unknown, in milliseconds.</param>
    public static IReadOnlyList<AlertCondition> Of(SupervisedNode node, long unknownLimitMs)
    {
        return [.. OfZones(node), .. OfVerdict(node, unknownLimitMs), .. OfFaults(node), .. OfMeters(node)];
    }

    /// <summary>What a message that was not believed is counted as; null where it is no sign of anything wrong.</summary>
    /// <param name="node">In whose name it came.</param>
    /// <param name="reason">Why it was not believed.</param>
    public static AlertKey? KeyOf(string node, Rejection reason)
    {
        AlertKind? kind = reason switch
        {
            Rejection.Replayed or Rejection.Stale => AlertKind.Replay,
            Rejection.BadSignature or Rejection.UnknownKey => AlertKind.Forgery,
            Rejection.BrokenChain or Rejection.SequenceReused => AlertKind.ChainBreak,
            Rejection.TooLarge or Rejection.NotJson or Rejection.NotCanonical or Rejection.BadMember or Rejection.UnknownVersion
                or Rejection.WrongTopic or Rejection.TimeInFuture or Rejection.UnknownTopic or Rejection.UnknownNode => AlertKind.BadMessage,

            // The node hears from where to say it again; that nothing is believed is a person's decision.
            Rejection.SequenceGap or Rejection.NodeSuspended => null,
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
        return kind is { } known ? new AlertKey(known, node, Rejections.NameOf(reason)) : null;
    }

    /// <summary>The newest alarm of each zone, also where it was reset before anybody could look (S3: no missed alarm).</summary>
    private static IEnumerable<AlertCondition> OfZones(SupervisedNode node)
    {
        foreach ((string name, ZoneStatus zone) in node.Status.Zones)
        {
            bool isTamper = zone.Type == "tamper";
            bool holds = zone.Alarm is not null || (isTamper && zone.State == ZoneState.Active);
            if ((zone.Alarm ?? zone.LastAlarm) is { } alarm)
            {
                AlertKey key = new(isTamper ? AlertKind.Tamper : AlertKind.Alarm, node.Name, name);
                string detail = string.Join(' ', [zone.Type, .. alarm.Causes]);
                yield return new AlertCondition(key, detail, alarm.SinceMs) { Holds = holds, Mark = alarm.Sequence };
            }
            else if (holds)
            {
                yield return new AlertCondition(new AlertKey(AlertKind.Tamper, node.Name, name), zone.Type, zone.ChangedMs);
            }
        }
    }

    private static IEnumerable<AlertCondition> OfVerdict(SupervisedNode node, long unknownLimitMs)
    {
        Verdict verdict = node.Verdict.Current;
        long sinceMs = node.Verdict.SinceMs;
        string[] reasons = [.. verdict.Reasons.Select(reason => Reason.WithoutNode(node.Name, reason))];
        switch (verdict.State)
        {
            case VerdictState.NotProtected:
                return reasons.Select(reason => new AlertCondition(new AlertKey(AlertKind.NotProtected, node.Name, reason), "", sinceMs));
            case VerdictState.Unknown:
                long heardMs = node.Status.HeartbeatMs;
                long dueMs = heardMs == 0
                    ? sinceMs + unknownLimitMs
                    : Math.Max(heardMs + unknownLimitMs, sinceMs + Math.Min(GraceMs, unknownLimitMs));
                AlertKey key = new(AlertKind.UnknownTooLong, node.Name, "");
                return [new AlertCondition(key, string.Join(' ', reasons), heardMs == 0 ? sinceMs : heardMs) { DueMs = dueMs }];
            case VerdictState.Protected:
                return [];
            default:
                throw new InvalidOperationException($"A verdict of the unknown state {verdict.State}.");
        }
    }

    private static IEnumerable<AlertCondition> OfFaults(SupervisedNode node)
    {
        return node.Status.Faults.Select(fault => new AlertCondition(new AlertKey(AlertKind.NodeFault, node.Name, fault), "", node.Status.HeartbeatMs));
    }

    private static IEnumerable<AlertCondition> OfMeters(SupervisedNode node)
    {
        return
            from meter in node.Status.Meters
            where meter.Value.Faults.Count > 0 || meter.Value.Status == MeterStatus.Suspect
            select new AlertCondition(
                new AlertKey(AlertKind.MeterAnomaly, node.Name, meter.Key),
                string.Join(' ', [meter.Value.Medium, .. meter.Value.Faults]),
                meter.Value.ReadMs);
    }
}
