using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Timekeeping;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// The time of day that all parts of the node share during a step, the floor it keeps on flash, and the records of its
/// steps and contradictions.
/// </summary>
internal sealed class NodeTime : IClock
{
    private const long FloorSavedEveryMs = 3600 * 1000;

    private readonly IClock _board;
    private readonly Slot _slot;
    private readonly byte[] _stored = new byte[8];
    private readonly NodeClock _clock;
    private readonly BatteryClock _battery;
    private ClockReading _reading;
    private bool _wasBoardWrong;

    /// <param name="board">The board.</param>
    /// <param name="battery">Where its battery clock is; null where it has none.</param>
    public NodeTime(IBoard board, BatteryClockSettings battery)
    {
        _board = board.Clock;
        _slot = new Slot(board.Storage, "clock", _stored.Length);
        _slot.Load(_stored);
        _clock = new NodeClock(LittleEndian.ReadInt64(_stored, 0));
        _battery = battery == null ? null : new BatteryClock(board.OpenClockChip(battery), board.Storage);
    }

    /// <summary>The newest time that the supervisor has signed, as far as it was kept over a restart; 0 before any.</summary>
    public long FloorUnixMs
    {
        get { return _clock.FloorUnixMs; }
    }

    /// <summary>A time that is past: what is known less its error, or the floor where nothing is; 0 before anything was.</summary>
    public long EarliestUnixMs
    {
        get
        {
            long knownMs = _reading.UnixMs - _reading.ErrorMs;
            return knownMs > FloorUnixMs ? knownMs : FloorUnixMs;
        }
    }

    /// <summary>The time of day at the beginning of this step.</summary>
    public ClockReading Read()
    {
        return _reading;
    }

    /// <summary>Begins a step.</summary>
    public void Step(long nowMs)
    {
        _clock.ObserveBoard(_board.Read(), nowMs);
        _reading = _clock.Read(nowMs);
        if (_battery != null)
        {
            FollowBattery(nowMs);
        }
    }

    /// <summary>Takes a time that the supervisor signed (see <see cref="NodeClock.ObserveSigned"/>).</summary>
    public void TakeSigned(long unixMs, long roundTripMs, long nowMs)
    {
        _clock.ObserveSigned(unixMs, roundTripMs, nowMs);
        _reading = _clock.Read(nowMs);

        // At most hourly: a floor that is an hour old still refuses a clock that was set back by a day.
        if (_clock.FloorUnixMs - LittleEndian.ReadInt64(_stored, 0) >= FloorSavedEveryMs)
        {
            LittleEndian.WriteInt64(_stored, 0, _clock.FloorUnixMs);
            _slot.Save(_stored);
        }
    }

    /// <summary>Writes down that the clock has stepped, or that the board's clock began or ceased to be wrong.</summary>
    public void Record(Recorder recorder, long nowMs)
    {
        long stepMs = _clock.TakeStep();
        if (stepMs != 0)
        {
            CanonicalWriter data = recorder.Begin(RecordKind.Fault);
            data.Name("fault").Text("clock_step").Name("state").Text("ended").Name("step_ms").Integer(stepMs);
            recorder.Commit(nowMs);
        }

        if (_clock.IsBoardWrong != _wasBoardWrong)
        {
            _wasBoardWrong = _clock.IsBoardWrong;
            CanonicalWriter data = recorder.Begin(RecordKind.Fault);
            data.Name("fault").Text("clock_disagrees").Name("state").Text(_wasBoardWrong ? "begun" : "ended");
            recorder.Commit(nowMs);
        }
    }

    private void FollowBattery(long nowMs)
    {
        if (_reading.Quality == ClockQuality.Sync)
        {
            _battery.Keep(_reading, nowMs);
        }
        else
        {
            _clock.ObserveBattery(_battery.Look(nowMs), nowMs);
            _reading = _clock.Read(nowMs);
        }
    }
}
