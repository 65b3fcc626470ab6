using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>The times of which there must be evidence once everything that a node recorded has arrived.</summary>
internal static class EvidencedTime
{
    private const long SecondMs = 1000;

    // The node saves its running span at least every quarter of an hour: so much a power cut may take with it.
    private const long UnsavedMs = 15 * 60 * SecondMs;

    // What says so two times this far apart did not come in one heap.
    private const long InTimeMs = 10 * SecondMs;
    private const long ApartMs = 20 * SecondMs;

    /// <summary>
    /// Where nothing fails but power and connection: whenever the node ran, in a life that ever knew the time of day, without
    /// what a power cut at its end may have taken.
    /// </summary>
    public static IReadOnlyList<(long FromMs, long ToMs)> OfLives(ScenarioNode node)
    {
        HashSet<long> datedBoots =
        [
            .. node.Journal.Records.Where(record => record.Time.Quality != ClockQuality.None).Select(record => record.Boot),
        ];
        return
        [
            .. node.Truth.Lives.Where(life => datedBoots.Contains(life.Boot)).Select(life =>
                (life.FromMs + SecondMs, life.ToMs == long.MaxValue ? life.ToMs : life.ToMs - UnsavedMs)),
        ];
    }

    /// <summary>
    /// Where anything may fail: what the spans in the ledger call protected, in lives that could record everything, and whose clock
    /// was right and never stepped by all that was heard of it, or was seen to show the right time by two heartbeats in a row.
    /// </summary>
    public static IReadOnlyList<(long FromMs, long ToMs)> OfSpans(ScenarioNode node, ILedger ledger)
    {
        Dictionary<long, NodeLife> lives = node.Truth.Lives.GroupBy(life => life.Boot)
            .Where(boot => boot.Count() == 1)
            .ToDictionary(boot => boot.Key, boot => boot.Single());
        List<LedgerEntry> records = [.. ledger.ReadRecords(node.World.Name, 1)];
        ILookup<long, LedgerEntry> heartbeats = ledger.ReadHeartbeats(node.World.Name, 0).ToLookup(entry => entry.Record.Boot);
        ILookup<long, StatedDate> dates = StatedDate
            .Of(node.Journal.Records.Concat(heartbeats.SelectMany(boot => boot.Select(beat => beat.Record))))
            .ToLookup(date => date.Boot);
        foreach ((long boot, NodeLife life) in lives.ToArray())
        {
            bool couldRecord = heartbeats[boot].All(beat => beat.Record.Content is RecordContent.Beat { Storage: "ok" });
            bool isDated = IsProved([.. heartbeats[boot]]) || IsRightClock(life, dates[boot]);
            if (!couldRecord || !isDated)
            {
                lives.Remove(boot);
            }
        }

        List<(long FromMs, long ToMs)> evidenced = [];
        foreach (LedgerEntry entry in records)
        {
            bool isDated = entry.Record.Content is RecordContent.Held { ToUnixMs: > 0, Claim.State: VerdictState.Protected };
            if (isDated && entry.Record.Content is RecordContent.Held span && lives.TryGetValue(span.OfBoot, out NodeLife? dated))
            {
                evidenced.Add((dated.FromMs + span.FromUpMs, dated.FromMs + span.ToUpMs));
            }
        }

        return evidenced;
    }

    private static bool IsRightClock(NodeLife life, IEnumerable<StatedDate> dates)
    {
        long[] errors = [.. dates.Select(date => date.BootedMs - life.FromMs)];
        return errors.Length == 0 || (errors.Max() - errors.Min() <= SecondMs && Math.Abs(errors[0]) <= InTimeMs);
    }

    private static bool IsProved(IReadOnlyList<LedgerEntry> heartbeats)
    {
        return heartbeats.Zip(heartbeats.Skip(1)).Any(pair =>
            CameInTime(pair.First) && CameInTime(pair.Second) && pair.Second.Record.UpMs - pair.First.Record.UpMs > ApartMs);
    }

    private static bool CameInTime(LedgerEntry entry)
    {
        ClockReading time = entry.Record.Time;
        return time.Quality != ClockQuality.None && Math.Abs(time.UnixMs - entry.ReceivedMs) <= Math.Min(time.ErrorMs, InTimeMs);
    }
}
