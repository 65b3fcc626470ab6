using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>Reads the pulse meters: one record each when the node starts and at the end of every interval.</summary>
/// <remarks>The totals are stored with each interval: a loss of power costs at most the pulses of one interval.</remarks>
internal sealed class MeterTask
{
    private const int TotalBytes = 8;

    private readonly MeterSettings[] _meters;
    private readonly IPulseInput[] _inputs;
    private readonly PulseTotal[] _totals;
    private readonly Slot _slot;
    private readonly byte[] _stored;
    private readonly IntervalClock _interval;
    private readonly int _intervalS;
    private readonly IClock _clock;
    private readonly Recorder _recorder;
    private readonly RecordJournal _journal;
    private bool _isFirst = true;

    public MeterTask(NodeSettings settings, IBoard board, IClock clock, Recorder recorder, RecordJournal journal)
    {
        _meters = settings.Meters;
        _inputs = new IPulseInput[_meters.Length];
        _interval = new IntervalClock(settings.MeterIntervalS);
        _intervalS = settings.MeterIntervalS;
        _clock = clock;
        _recorder = recorder;
        _journal = journal;
        _stored = new byte[TotalBytes * Limits.MaxMeters];
        _slot = new Slot(board.Storage, "pulses", _stored.Length);
        _slot.Load(_stored);
        _totals = new PulseTotal[_meters.Length];
        for (int i = 0; i < _totals.Length; i++)
        {
            _inputs[i] = board.OpenPulses(_meters[i].Pin);
            _totals[i] = new PulseTotal(LittleEndian.ReadInt64(_stored, i * TotalBytes));
        }
    }

    /// <summary>Writes all meters with their media into a boot record's <c>data</c>.</summary>
    public void Announce(CanonicalWriter data)
    {
        data.Name("meters").BeginArray();
        for (int i = 0; i < _meters.Length; i++)
        {
            data.BeginObject().Name("medium").Text(Media.NameOf(_meters[i].Medium));
            data.Name("meter").Text(_meters[i].Name).EndObject();
        }

        data.EndArray();
    }

    /// <summary>Milliseconds until the interval ends.</summary>
    public long RemainingMs(long nowMs)
    {
        return _meters.Length == 0 ? long.MaxValue - nowMs : _interval.RemainingMs(_clock.Read(), nowMs);
    }

    public void Step(long nowMs)
    {
        bool hasEnded = _interval.HasEnded(_clock.Read(), nowMs);
        if (_meters.Length == 0 || (!hasEnded && !_isFirst))
        {
            return;
        }

        _isFirst = false;
        for (int i = 0; i < _meters.Length; i++)
        {
            _totals[i].Update(_inputs[i].Count);
            LittleEndian.WriteInt64(_stored, i * TotalBytes, _totals[i].Count);
        }

        _slot.Save(_stored);
        for (int i = 0; i < _meters.Length; i++)
        {
            // A register is cumulative: leaving one out when room is short loses no consumption.
            if (_journal.HasRoom(Limits.ReservedSegments))
            {
                Record(i, nowMs);
            }
        }
    }

    private void Record(int index, long nowMs)
    {
        MeterSettings meter = _meters[index];
        CanonicalWriter data = _recorder.Begin(RecordKind.Meter);
        data.Name("age_ms").Integer(0).Name("interval_s").Integer(_intervalS);
        data.Name("medium").Text(Media.NameOf(meter.Medium)).Name("meter").Text(meter.Name);
        data.Name(Media.RegisterMemberOf(meter.Medium)).Integer(meter.Constant.ToRegister(_totals[index].Count));
        _recorder.Commit(nowMs);
    }
}
