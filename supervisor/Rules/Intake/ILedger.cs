namespace Wugang.Supervisor.Rules.Intake;

/// <summary>
/// Where verified records are kept: append-only, every record as received. SQLite in the supervisor, memory in the
/// virtual world. Calls come from one thread.
/// </summary>
public interface ILedger
{
    /// <summary>Stores all of it durably, or nothing.</summary>
    /// <exception cref="Exception">It could not be stored; nothing of it was.</exception>
    void Commit(LedgerBatch batch);

    /// <summary>The record of a node with this number as received, or null.</summary>
    byte[]? Find(string node, long sequence);

    /// <summary>All records of a node in order of their numbers, from <paramref name="fromSequence"/> on.</summary>
    IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence);

    /// <summary>All heartbeats of a node that arrived at or after a time, in order of boot and number.</summary>
    /// <param name="node">The node.</param>
    /// <param name="fromReceivedMs">Milliseconds since 1970 UTC.</param>
    IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs);

    /// <summary>The newest heartbeat of a node, or null.</summary>
    LedgerEntry? FindNewestHeartbeat(string node);
}
