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
    /// never stepped, or was seen to show the right time.
    /// </summary>
    public static IReadOnlyList<(long FromMs, long ToMs)> OfSpans(ScenarioNode node, ILedger ledger)
    {
        Dictionary<long, NodeLife> lives = node.Truth.Lives.GroupBy(life => life.Boot)
            .Where(boot => boot.Count() == 1)
            .ToDictionary(boot => boot.Key, boot => boot.Single());
        List<LedgerEntry> records = [.. ledger.ReadRecords(node.World.Name, 1)];
        foreach (IGrouping<long, LedgerEntry> boot in records.GroupBy(entry => entry.Record.Boot))
        {
            if (!boot.Any(CameInTime) && !IsOneClock([.. node.Journal.Records.Where(record => record.Boot == boot.Key)]))
            {
                lives.Remove(boot.Key);
            }
        }

        foreach (LedgerEntry beat in ledger.ReadHeartbeats(node.World.Name, 0))
        {
            if (beat.Record.Content is RecordContent.Beat { Storage: not "ok" })
            {
                lives.Remove(beat.Record.Boot);
            }
        }

        List<(long FromMs, long ToMs)> evidenced = [];
        foreach (LedgerEntry entry in records)
        {
            bool isDated = entry.Record.Content is RecordContent.Held { ToUnixMs: > 0, Claim.State: VerdictState.Protected };
            if (isDated && entry.Record.Content is RecordContent.Held span && lives.TryGetValue(span.OfBoot, out NodeLife? life))
            {
                evidenced.Add((life.FromMs + span.FromUpMs, life.FromMs + span.ToUpMs));
            }
        }

        return evidenced;
    }

    private static bool IsOneClock(IReadOnlyList<VerifiedRecord> records)
    {
        long[] boots =
        [
            .. records.Where(record => record.Time.Quality != ClockQuality.None).Select(record => record.Time.UnixMs - record.UpMs),
        ];
        return boots.Length == 0 || boots.Max() - boots.Min() <= SecondMs;
    }

    private static bool CameInTime(LedgerEntry entry)
    {
        ClockReading time = entry.Record.Time;
        return time.Quality != ClockQuality.None && Math.Abs(time.UnixMs - entry.ReceivedMs) <= time.ErrorMs;
    }
}
