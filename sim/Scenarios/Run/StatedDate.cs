using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Sim.Scenarios.Run;

/// <summary>What a node said of the time of day at one moment of one of its lives.</summary>
/// <param name="Boot">Boot count of that life.</param>
/// <param name="UpMs">Milliseconds since its start.</param>
/// <param name="BootedMs">When it started by that, milliseconds since 1970 UTC.</param>
/// <param name="ErrorMs">Bound that the node gave; 0 where it gave none.</param>
internal readonly record struct StatedDate(long Boot, long UpMs, long BootedMs, long ErrorMs)
{
    /// <summary>All dates in these records and heartbeats: their own, and those of the spans that were saved before a life was cut off.</summary>
    public static IEnumerable<StatedDate> Of(IEnumerable<VerifiedRecord> records)
    {
        foreach (VerifiedRecord record in records)
        {
            if (record.Time.Quality != ClockQuality.None)
            {
                yield return new StatedDate(record.Boot, record.UpMs, record.Time.UnixMs - record.UpMs, record.Time.ErrorMs);
            }

            if (record.Content is RecordContent.Held { ToUnixMs: > 0 } span && span.OfBoot != record.Boot)
            {
                yield return new StatedDate(span.OfBoot, span.ToUpMs, span.ToUnixMs - span.ToUpMs, ErrorMs: 0);
            }
        }
    }
}
