using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Rules.Timeline;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>The virtual supervisor's ledger: it outlives the supervisor, as a disk does.</summary>
public sealed class MemoryLedger : ILedger
{
    private readonly Dictionary<string, SortedList<long, LedgerEntry>> _records = [];
    private readonly Dictionary<string, List<LedgerEntry>> _heartbeats = [];
    private readonly List<QuarantinedMessage> _quarantine = [];
    private readonly List<DayChange> _dayChanges = [];

    /// <summary>Something was stored.</summary>
    public event Action<LedgerBatch>? Committed;

    /// <summary>Whether the disk is full: nothing is stored.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Messages that were not believed, oldest first.</summary>
    public IReadOnlyList<QuarantinedMessage> Quarantine => _quarantine;

    /// <summary>Number of the newest record of a node; 0 where there is none.</summary>
    public long NewestSequence(string node)
    {
        SortedList<long, LedgerEntry> records = ListOf(_records, node);
        return records.Count == 0 ? 0 : records.GetKeyAtIndex(records.Count - 1);
    }

    public void Commit(LedgerBatch batch)
    {
        if (IsFailing)
        {
            throw new IOException("The disk is full.");
        }

        foreach (LedgerEntry entry in batch.Entries)
        {
            if (entry.Record.Kind == RecordKind.Heartbeat)
            {
                ListOf(_heartbeats, entry.Record.Node).Add(entry);
            }
            else
            {
                // A number that is there already is a mistake of the rules, and shows as one.
                ListOf(_records, entry.Record.Node).Add(entry.Record.Sequence, entry);
            }
        }

        _quarantine.AddRange(batch.Quarantined);
        _dayChanges.AddRange(batch.DayChanges);
        Committed?.Invoke(batch);
    }

    public byte[]? Find(string node, long sequence)
    {
        return ListOf(_records, node).TryGetValue(sequence, out LedgerEntry? entry) ? entry.Record.Bytes : null;
    }

    public long FindStart(string node, long receivedMs)
    {
        LedgerEntry? boot = ListOf(_records, node).Values
            .LastOrDefault(entry => entry.Record.Kind == RecordKind.Boot && entry.ReceivedMs < receivedMs);
        return boot?.Record.Sequence ?? 1;
    }

    public IEnumerable<LedgerEntry> ReadNewestOfEachSubject(string node, long beforeSequence)
    {
        return ListOf(_records, node).Values
            .Where(entry => entry.Record.Content?.Subject is not null)
            .GroupBy(entry => entry.Record.Content!.Subject)
            .Select(entries => entries.Last())
            .Where(entry => entry.Record.Sequence < beforeSequence)
            .OrderBy(entry => entry.Record.Sequence);
    }

    public IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence)
    {
        return ListOf(_records, node).Values.Where(entry => entry.Record.Sequence >= fromSequence);
    }

    public IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs)
    {
        return ListOf(_heartbeats, node).Where(entry => entry.ReceivedMs >= fromReceivedMs);
    }

    public LedgerEntry? FindNewestHeartbeat(string node)
    {
        return ListOf(_heartbeats, node).LastOrDefault();
    }

    public IEnumerable<DayChange> ReadDayChanges(string facility, DateOnly fromDay, DateOnly toDay)
    {
        return _dayChanges.Where(change => change.Facility == facility && change.Day >= fromDay && change.Day <= toDay);
    }

    private static TList ListOf<TList>(Dictionary<string, TList> lists, string node)
        where TList : new()
    {
        if (!lists.TryGetValue(node, out TList? list))
        {
            lists[node] = list = new TList();
        }

        return list;
    }
}
