using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Reads the pulse meters when the node starts and at the end of every interval. With a connection each reading is a record;
/// without one up to 24 intervals wait and become one record per meter.
/// </summary>
/// <remarks>Totals and what waits are stored with each interval: a loss of power costs at most the pulses of one interval.</remarks>
internal sealed class MeterTask
{
    private readonly MeterSettings[] _meters;
    private readonly IPulseInput[] _inputs;
    private readonly PulseTotal[] _totals;
    private readonly Slot _slot;
    private readonly IntervalBatch _batch = new IntervalBatch();
    private readonly IntervalClock _interval;
    private readonly int _intervalS;
    private readonly long _boot;
    private readonly IClock _clock;
    private readonly Recorder _recorder;
    private bool _isFirst = true;

    public MeterTask(NodeSettings settings, IBoard board, long boot, IClock clock, Recorder recorder)
    {
        _meters = settings.Meters;
        _inputs = new IPulseInput[_meters.Length];
        _interval = new IntervalClock(settings.MeterIntervalS);
        _intervalS = settings.MeterIntervalS;
        _boot = boot;
        _clock = clock;
        _recorder = recorder;
        _slot = new Slot(board.Storage, "pulses", _batch.Bytes.Length);
        _slot.Load(_batch.Bytes);
        _totals = new PulseTotal[_meters.Length];
        for (int i = 0; i < _totals.Length; i++)
        {
            _inputs[i] = board.OpenPulses(_meters[i].Pin);
            _totals[i] = new PulseTotal(_batch.TotalOf(i));
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

    /// <param name="nowMs">The time of the step.</param>
    /// <param name="isConnected">Whether a record would leave at once.</param>
    public void Step(long nowMs, bool isConnected)
    {
        bool hasEnded = _interval.HasEnded(_clock.Read(), nowMs);
        if (_meters.Length == 0)
        {
            return;
        }

        if (_isFirst)
        {
            _isFirst = false;
            RecordBatch(nowMs);
            Update();
            RecordAll(nowMs, false, nowMs);
        }
        else if (hasEnded)
        {
            EndInterval(nowMs, isConnected);
        }
        else if (isConnected)
        {
            RecordBatch(nowMs);
        }
    }

    private void EndInterval(long nowMs, bool isConnected)
    {
        if (!_batch.IsFollowedAt(_boot, nowMs, _intervalS))
        {
            RecordBatch(nowMs);
        }

        Update();
        if (isConnected && _batch.Count == 0)
        {
            _batch.SetTotals(_totals);
            _slot.Save(_batch.Bytes);
            RecordAll(nowMs, false, nowMs);
            return;
        }

        _batch.Add(_totals, _boot, nowMs);
        _slot.Save(_batch.Bytes);
        if (isConnected || _batch.Count == Limits.MaxBatchedIntervals)
        {
            RecordBatch(nowMs);
        }
    }

    private void Update()
    {
        for (int i = 0; i < _meters.Length; i++)
        {
            _totals[i].Update(_inputs[i].Count);
        }
    }

    /// <summary>Records what waits, if anything does; only then it is forgotten.</summary>
    private void RecordBatch(long nowMs)
    {
        if (_batch.Count > 0)
        {
            RecordAll(nowMs, true, _batch.Boot == _boot ? _batch.UpMs : 0);
            _recorder.Store();
            _batch.Clear();
            _slot.Save(_batch.Bytes);
        }
    }

    private void RecordAll(long nowMs, bool isBatch, long readMs)
    {
        for (int i = 0; i < _meters.Length; i++)
        {
            MeterSettings meter = _meters[i];
            long total = isBatch ? _batch.TotalOf(i) : _totals[i].Count;
            CanonicalWriter data = _recorder.Begin(RecordKind.Meter).Name("age_ms").Integer(nowMs - readMs);
            if (isBatch && _batch.Count > 1)
            {
                DescribeEarlier(data.Name("earlier"), i, total);
            }

            data.Name("interval_s").Integer(_intervalS);
            data.Name("medium").Text(Media.NameOf(meter.Medium)).Name("meter").Text(meter.Name);
            if (isBatch && _batch.Boot != _boot)
            {
                data.Name("of_boot").Integer(_batch.Boot).Name("of_up").Integer(_batch.UpMs);
            }

            data.Name(Media.RegisterMemberOf(meter.Medium)).Integer(meter.Constant.ToRegister(total));
            _recorder.Commit(nowMs);
        }
    }

    /// <summary>What the register grew by in each interval, going back from the reading.</summary>
    private void DescribeEarlier(CanonicalWriter data, int meter, long total)
    {
        data.BeginArray();
        long register = _meters[meter].Constant.ToRegister(total);
        for (int back = 0; back < _batch.Count - 1; back++)
        {
            total -= _batch.DifferenceOf(meter, back);
            long before = _meters[meter].Constant.ToRegister(total);
            data.Integer(register - before);
            register = before;
        }

        data.EndArray();
    }
}
