using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules.Intake;

/// <summary>A verified record with the time of its arrival, milliseconds since 1970 UTC.</summary>
public sealed record LedgerEntry(VerifiedRecord Record, long ReceivedMs)
{
    /// <summary>When it was made by the node's clock, or when it arrived where the node did not know; milliseconds since 1970 UTC.</summary>
    public long MadeMs => Record.Time.Quality == ClockQuality.None ? ReceivedMs : Record.Time.UnixMs;
}
