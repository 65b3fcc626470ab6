using System.Diagnostics.Metrics;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>What the supervisor counts, served at <c>/metrics</c>.</summary>
public sealed class SupervisorMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Wugang.Supervisor";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _notUnderstood;
    private readonly Histogram<double> _commit;

    public SupervisorMetrics()
    {
        _accepted = _meter.CreateCounter<long>("safetynode_records_accepted", description: "Records believed for the first time, by kind.");
        _repeated = _meter.CreateCounter<long>("safetynode_messages_repeated", description: "Messages that brought nothing new.");
        _rejected = _meter.CreateCounter<long>("safetynode_messages_rejected", description: "Messages not believed, by reason.");
        _notUnderstood = _meter.CreateCounter<long>("safetynode_records_not_understood", description: "Believed records whose data is unknown here.");
        _commit = _meter.CreateHistogram(
            "safetynode_ledger_commit",
            "s",
            "Time of one ledger commit.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3] });

        // Every reason is there from the start, so that a rate can be taken of the first rejection.
        foreach (Rejection reason in Enum.GetValues<Rejection>())
        {
            _rejected.Add(0, Tag(reason));
        }
    }

    /// <summary>Counts messages of a node that were judged and stored.</summary>
    public void Count(JudgedMessages judged, int notUnderstoodCount)
    {
        foreach (LedgerEntry entry in judged.Batch.Entries)
        {
            _accepted.Add(1, new KeyValuePair<string, object?>("kind", RecordKinds.NameOf(entry.Record.Kind)));
        }

        Count(judged.Batch.Quarantined);
        _repeated.Add(judged.RepeatedCount);
        _notUnderstood.Add(notUnderstoodCount);
    }

    /// <summary>Counts messages that were not believed.</summary>
    public void Count(IEnumerable<QuarantinedMessage> messages)
    {
        foreach (QuarantinedMessage message in messages)
        {
            _rejected.Add(1, Tag(message.Reason));
        }
    }

    public void RecordCommit(TimeSpan duration)
    {
        _commit.Record(duration.TotalSeconds);
        Telemetry.Trace("ledger.commit", duration);
    }

    public void Dispose()
    {
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(Rejection reason)
    {
        return new KeyValuePair<string, object?>("reason", Rejections.NameOf(reason));
    }
}
