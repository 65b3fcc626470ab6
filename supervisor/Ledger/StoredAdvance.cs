using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>How far a batch moves one node on: from the first to the last record and heartbeat of it; 0 where there is none.</summary>
internal sealed record StoredAdvance(string Node)
{
    public long FirstSequence { get; private set; }

    public long LastSequence { get; private set; }

    public (long Boot, long Number) FirstHeartbeat { get; private set; }

    public (long Boot, long Number) LastHeartbeat { get; private set; }

    /// <summary>Those of all nodes of a batch, in the order of their names, so that two servers never wait for one another.</summary>
    /// <exception cref="LedgerConflictException">The records of a node are not in their order.</exception>
    public static IEnumerable<StoredAdvance> Of(IEnumerable<LedgerEntry> entries)
    {
        SortedDictionary<string, StoredAdvance> advances = new(StringComparer.Ordinal);
        foreach (LedgerEntry entry in entries)
        {
            if (!advances.TryGetValue(entry.Record.Node, out StoredAdvance? advance))
            {
                advances[entry.Record.Node] = advance = new StoredAdvance(entry.Record.Node);
            }

            advance.Add(entry.Record);
        }

        return advances.Values;
    }

    private void Add(VerifiedRecord record)
    {
        bool isNewer = record.Kind == RecordKind.Heartbeat
            ? (record.Boot, record.Heartbeat).CompareTo(LastHeartbeat) > 0
            : record.Sequence > LastSequence;
        if (!isNewer)
        {
            throw new LedgerConflictException($"The batch holds an older record of node {record.Node} behind a newer one.");
        }

        if (record.Kind == RecordKind.Heartbeat)
        {
            LastHeartbeat = (record.Boot, record.Heartbeat);
            FirstHeartbeat = FirstHeartbeat == default ? LastHeartbeat : FirstHeartbeat;
        }
        else
        {
            LastSequence = record.Sequence;
            FirstSequence = FirstSequence == 0 ? record.Sequence : FirstSequence;
        }
    }
}
