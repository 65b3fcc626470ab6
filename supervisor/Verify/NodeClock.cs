using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>
/// Checks the times of a node's records: boots and the time since the boot never go back, no record says a time that had not come when it
/// arrived, and within a boot the time of day steps only where a record says so.
/// </summary>
/// <param name="report">Takes each thing that is not as it should be: about which number, and what, in words.</param>
internal sealed class NodeClock(Action<long, string> report)
{
    // How far ahead of the supervisor's clock a record may be, beyond its own error bound (docs/reference/wire.md).
    private const long FutureToleranceMs = 60_000;

    // A larger change of the clock than this is a record of its own (docs/reference/clock.md).
    private const long RecordedStepMs = 2000;

    // An oscillator may be off by this much while the clock runs on its own, in parts per million.
    private const long DriftPartsPerMillion = 100;

    // The record of a step stands so near to the first that shows it.
    private const int StepRecordsNear = 8;

    private readonly List<(long Sequence, long StepMs)> _steps = [];
    private readonly HashSet<long> _recordedSteps = [];
    private (long Boot, long UpMs) _newest;
    private (long Boot, long UpMs, long UnixMs, long ErrorMs)? _dated;

    public void Add(SignedRecord record, long receivedMs)
    {
        (long sequence, long boot, long upMs) = (record.Number("seq"), record.Number("boot"), record.Number("up"));
        if ((boot, upMs).CompareTo(_newest) < 0)
        {
            report(sequence, $"is of boot {boot}, {upMs} ms, which is before the record in front of it");
        }

        _newest = (boot, upMs);
        if (FindEarliness(record, receivedMs) is { } early)
        {
            report(sequence, early);
        }

        if (record.Kind == "fault" && record.Data.TryGetProperty("fault", out JsonElement fault) && fault.GetString() == "clock_step")
        {
            _recordedSteps.Add(sequence);
        }

        if (record.Json.GetProperty("tq").GetString() != "none")
        {
            NoteDate(sequence, boot, upMs, record.Number("t"), record.Number("te"));
        }
    }

    /// <summary>Says in words that a record or heartbeat tells of a time that had not come, or null.</summary>
    public static string? FindEarliness(SignedRecord record, long receivedMs)
    {
        long aheadMs = record.Number("t") - record.Number("te") - receivedMs;
        return aheadMs > FutureToleranceMs ? $"says a time that was still {aheadMs} ms away when it arrived" : null;
    }

    /// <summary>Checks that every step is recorded, once all was taken in.</summary>
    public void Finish()
    {
        foreach ((long sequence, long stepMs) in _steps)
        {
            bool isRecorded = _recordedSteps.Any(recorded => Math.Abs(recorded - sequence) <= StepRecordsNear);
            if (!isRecorded)
            {
                report(sequence, $"shows a clock that stepped by {stepMs} ms, and no record says so");
            }
        }
    }

    private void NoteDate(long sequence, long boot, long upMs, long unixMs, long errorMs)
    {
        if (_dated is { } before && before.Boot == boot)
        {
            long stepMs = unixMs - before.UnixMs - (upMs - before.UpMs);
            long allowedMs = RecordedStepMs + before.ErrorMs + errorMs + ((upMs - before.UpMs) * DriftPartsPerMillion / 1_000_000);
            if (Math.Abs(stepMs) > allowedMs)
            {
                _steps.Add((sequence, stepMs));
            }
        }

        _dated = (boot, upMs, unixMs, errorMs);
    }
}
