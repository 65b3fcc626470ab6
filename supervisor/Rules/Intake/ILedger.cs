using Wugang.Supervisor.Rules.Timeline;

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

    /// <summary>
    /// Where to start reading so that all is known from a time on: the number of the newest boot record that arrived before
    /// it, or 1.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="receivedMs">Milliseconds since 1970 UTC.</param>
    long FindStart(string node, long receivedMs);

    /// <summary>
    /// The newest record about each zone and each meter (<see cref="Contents.RecordContent.Subject"/>) where it is before a number, in order:
    /// what is from there on is read anyway.
    /// </summary>
    IEnumerable<LedgerEntry> ReadNewestOfEachSubject(string node, long beforeSequence);

    /// <summary>All records of a node in order of their numbers, from <paramref name="fromSequence"/> on.</summary>
    IEnumerable<LedgerEntry> ReadRecords(string node, long fromSequence);

    /// <summary>All heartbeats of a node that arrived at or after a time, in order of boot and number.</summary>
    /// <param name="node">The node.</param>
    /// <param name="fromReceivedMs">Milliseconds since 1970 UTC.</param>
    IEnumerable<LedgerEntry> ReadHeartbeats(string node, long fromReceivedMs);

    /// <summary>The newest heartbeat of a node, or null.</summary>
    LedgerEntry? FindNewestHeartbeat(string node);

    /// <summary>The history of the verdicts on a facility's days, oldest first.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="fromDay">First day.</param>
    /// <param name="toDay">Last day.</param>
    IEnumerable<DayChange> ReadDayChanges(string facility, DateOnly fromDay, DateOnly toDay);
}
