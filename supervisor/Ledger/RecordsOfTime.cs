using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Ledger;

/// <summary>Records by the time that they may speak of, which is not that of their arrival.</summary>
public static class RecordsOfTime
{
    private const long DayMs = 24L * 3600 * 1000;

    // What a node says of a time arrives within its retention (docs/reference/journal.md).
    private const long ArrivalMs = 35 * DayMs;

    /// <summary>
    /// What a node may have said of a time: from the start that it ran under a day before, up to what arrived while its journal may still have held
    /// records of that time. There is more than the time among it.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="node">The node.</param>
    /// <param name="fromMs">First instant, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">The instant after the last.</param>
    /// <param name="kinds">Only of these kinds, one kind after the other; without any, all in order of their numbers.</param>
    public static IEnumerable<LedgerEntry> ReadAbout(this ILedgerStore ledger, string node, long fromMs, long toMs, params IReadOnlyList<RecordKind> kinds)
    {
        long start = ledger.FindStart(node, fromMs - DayMs);
        return kinds.Count == 0
            ? ledger.ReadRecords(node, start).TakeWhile(MayBeAbout)
            : kinds.SelectMany(kind => ledger.ReadRecords(node, start, kind).TakeWhile(MayBeAbout));

        bool MayBeAbout(LedgerEntry entry)
        {
            return entry.ReceivedMs < toMs + ArrivalMs;
        }
    }

    /// <summary>The same, but only what was made in the time by the node's clock.</summary>
    /// <inheritdoc cref="ReadAbout"/>
    public static IEnumerable<LedgerEntry> ReadMadeIn(this ILedgerStore ledger, string node, long fromMs, long toMs, params IReadOnlyList<RecordKind> kinds)
    {
        return ledger.ReadAbout(node, fromMs, toMs, kinds).Where(entry => entry.MadeMs >= fromMs && entry.MadeMs < toMs);
    }
}
