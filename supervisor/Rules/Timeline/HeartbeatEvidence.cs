using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules.Timeline;

/// <summary>
/// Turns a node's heartbeats into evidence. Each vouches for the time back to the one before it, if both are of one boot, both
/// know the time, and no more than <see cref="MaxIntervals"/> intervals lie between; a longer silence stays unknown.
/// </summary>
/// <remarks>Within a boot time is counted by the node's monotonic clock; a stepped clock proves nothing across the step.</remarks>
public sealed class HeartbeatEvidence(ProtectionTimeline timeline)
{
    /// <summary>Intervals that two heartbeats may lie apart and still be neighbours.</summary>
    public const int MaxIntervals = ProtectionRule.HeartbeatIntervalsValid;

    /// <summary>Difference between the two clocks over one interval beyond which a step of the clock is assumed, in milliseconds.</summary>
    public const long MaxClockStepMs = 2000;

    private VerifiedRecord? _before;
    private bool _wasProtected;

    /// <summary>Takes in the next heartbeat in order of boot and number.</summary>
    /// <param name="heartbeat">The heartbeat, verified.</param>
    /// <param name="protection">The protection state that it says.</param>
    /// <param name="intervalS">The interval that it says, in seconds.</param>
    /// <returns>Whether any verdict changed.</returns>
    public bool Add(VerifiedRecord heartbeat, string protection, int intervalS)
    {
        bool isProtected = protection is "full" or "day";
        VerifiedRecord? before = _before;
        bool wasProtected = _wasProtected;
        (_before, _wasProtected) = (heartbeat, isProtected);
        if (before is null || before.Boot != heartbeat.Boot || !AreNeighbours(before, heartbeat, intervalS))
        {
            return false;
        }

        Verdict verdict = isProtected && wasProtected
            ? new Verdict(VerdictState.Protected, [])
            : new Verdict(VerdictState.NotProtected, ["protection_" + (isProtected ? "changed" : protection)]);
        return timeline.Add(before.Time.UnixMs, heartbeat.Time.UnixMs, verdict);
    }

    private static bool AreNeighbours(VerifiedRecord before, VerifiedRecord heartbeat, int intervalS)
    {
        if (before.Time.Quality == ClockQuality.None || heartbeat.Time.Quality == ClockQuality.None)
        {
            return false;
        }

        long upMs = heartbeat.UpMs - before.UpMs;
        long clockMs = heartbeat.Time.UnixMs - before.Time.UnixMs;
        return upMs > 0 && upMs <= intervalS * 1000L * MaxIntervals && Math.Abs(clockMs - upMs) <= MaxClockStepMs && clockMs >= 0;
    }
}
