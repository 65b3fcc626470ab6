using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// A ledger on disk, whichever engine keeps it. <see cref="ILedger.Commit"/> comes from one thread; everything else may come from any.
/// </summary>
public interface ILedgerStore : ILedger, IDisposable
{
    /// <summary>Every node of which something is stored, by name.</summary>
    IReadOnlyList<string> ReadNodes();

    /// <summary>Forgets the heartbeats of a node that arrived before a time, but for the newest one. Beside commits, from any thread.</summary>
    /// <param name="node">The node.</param>
    /// <param name="beforeMs">The time, milliseconds since 1970 UTC.</param>
    /// <returns>How many it were.</returns>
    int DropHeartbeats(string node, long beforeMs);

    /// <summary>How many records of journals are stored.</summary>
    long CountRecords();

    /// <summary>The record of a node with this number, or null.</summary>
    LedgerEntry? FindRecord(string node, long sequence);

    /// <summary>The heartbeat of a node with this number within this boot, or null.</summary>
    LedgerEntry? FindHeartbeat(string node, long boot, long number);

    /// <summary>The records of one kind of a node in order of their numbers, from <paramref name="fromSequence"/> on.</summary>
    IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence, RecordKind kind);

    /// <summary>Losses of a node that were relied on ahead of their place, in order of their numbers.</summary>
    IEnumerable<LedgerEntry> ReadExplanations(string node);

    /// <summary>Takes one look at what arrived in a time: what is stored meanwhile is not in it.</summary>
    /// <param name="fromMs">Of what arrived from this time on, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">And before this time.</param>
    /// <returns>
    /// What each line is (<c>explanation</c>, <c>record</c> or <c>heartbeat</c>), when it arrived and its bytes: node by node; of each first the
    /// explanations, as records rely on them, then the records, then the heartbeats.
    /// </returns>
    IEnumerable<(string What, long ReceivedMs, byte[] Bytes)> ReadArrived(long fromMs, long toMs);
}
