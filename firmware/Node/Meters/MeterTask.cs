using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Sensors;

namespace Wugang.Firmware.Node.Meters;

/// <summary>
/// Reads the meters when the node starts and at the end of every interval: pulses at once, serial lines from then on, a few
/// bytes a step. Once all have answered, or will not, each is a record; without a connection up to 24 intervals wait and
/// become one record per meter. A register that is not plausible does not wait.
/// </summary>
/// <remarks>
/// Counts and what waits are stored with each interval, before anything is recorded of them, so that no register goes back after a
/// restart: a loss of power costs at most the pulses of one interval and of the read at its end. While the flash does not keep
/// them, the record waits.
/// </remarks>
internal sealed class MeterTask
{
    private const int BitsPerByte = 8;

    private readonly MeterPoint[] _points;
    private readonly SerialLine[] _lines;
    private readonly MeterPairs _pairs;
    private readonly MeterRecords _records;
    private readonly Slot _slot;
    private readonly IntervalBatch _batch = new IntervalBatch();
    private readonly IntervalClock _interval;
    private readonly int _intervalS;
    private readonly long _boot;
    private readonly IClock _clock;
    private readonly Recorder _recorder;
    private bool _isStarted;
    private bool _isReading;
    private bool _isEndWaiting;
    private bool _isIntervalEnd;
    private bool _isUnsaved;
    private bool _isRecordOwed;
    private long _endMs;
    private long _lineDueMs = long.MaxValue;

    public MeterTask(
        NodeSettings settings, IBoard board, SensorTask sensors, long boot, IClock clock, Recorder recorder)
    {
        _interval = new IntervalClock(settings.MeterIntervalS);
        _intervalS = settings.MeterIntervalS;
        _boot = boot;
        _clock = clock;
        _recorder = recorder;
        _records = new MeterRecords(recorder, boot, settings.MeterIntervalS);
        _slot = new Slot(board.Storage, "meters", _batch.Bytes.Length);
        _slot.Load(_batch.Bytes);

        MeterSettings[] meters = settings.Meters;
        _batch.Assign(TagsOf(meters));
        SerialMeter[] serial = new SerialMeter[meters.Length];
        _points = new MeterPoint[meters.Length];
        for (int i = 0; i < meters.Length; i++)
        {
            serial[i] = meters[i].Bus == null ? null : SerialMeters.Make(meters[i].Bus);
            _points[i] = meters[i].Source == MeterSource.Pulse
                ? new MeterPoint(meters[i], board.OpenPulses(meters[i].Pin), _batch.CountOf(i))
                : meters[i].Source == MeterSource.Bthome
                ? new MeterPoint(meters[i], sensors.OpenMeter(meters[i]), _batch.CountOf(i), _batch.IdentityOf(i))
                : new MeterPoint(meters[i], serial[i], _batch.CountOf(i), _batch.IdentityOf(i));
        }

        _lines = SerialMeters.OpenLines(settings, serial, board);
        _pairs = new MeterPairs(_points);
    }

    /// <summary>Writes all meters into a boot record's <c>data</c>.</summary>
    public void Announce(CanonicalWriter data)
    {
        MeterRecords.Announce(data, _points);
    }

    /// <summary>When the next step is due: at the end of the interval, and soon while a line is read.</summary>
    public long DueMs(long nowMs)
    {
        return _points.Length == 0
            ? long.MaxValue
            : Moments.Earlier(_lineDueMs, nowMs + _interval.RemainingMs(_clock.Read(), nowMs));
    }

    /// <param name="nowMs">The time of the step.</param>
    /// <param name="isConnected">Whether a record would leave at once.</param>
    public void Step(long nowMs, bool isConnected)
    {
        _isEndWaiting = _interval.HasEnded(_clock.Read(), nowMs) || _isEndWaiting;
        if (_points.Length == 0)
        {
            return;
        }

        SaveAndRecord(nowMs);
        if (!_isStarted)
        {
            _isStarted = true;
            RecordBatch(nowMs);
            BeginRead(nowMs);
        }
        else if (_isEndWaiting && !_isReading)
        {
            _isEndWaiting = false;
            _isIntervalEnd = true;
            BeginRead(nowMs);
        }
        else if (isConnected && !_isReading)
        {
            RecordBatch(nowMs);
        }

        if (_isReading && StepLines(nowMs))
        {
            EndRead(nowMs, isConnected);
        }
    }

    /// <summary>Keeps what pulse meters have given up to this moment, as before a restart; not while intervals wait to be recorded.</summary>
    public void KeepPulses(long nowMs)
    {
        if (_isReading || _batch.EndCount > 0)
        {
            return;
        }

        for (int i = 0; i < _points.Length; i++)
        {
            if (_points[i].Settings.Source == MeterSource.Pulse)
            {
                _points[i].BeginRead(nowMs);
                _points[i].EndRead(nowMs);
                _batch.SetCount(i, _points[i].Count);
            }
        }

        _slot.Save(_batch.Bytes);
    }

    private void BeginRead(long nowMs)
    {
        _isReading = true;
        _endMs = nowMs;
        for (int i = 0; i < _points.Length; i++)
        {
            _points[i].BeginRead(nowMs);
        }

        for (int i = 0; i < _lines.Length; i++)
        {
            _lines[i].ReadAll();
        }
    }

    /// <returns>Whether nothing more is to be read.</returns>
    private bool StepLines(long nowMs)
    {
        _lineDueMs = long.MaxValue;
        for (int i = 0; i < _lines.Length; i++)
        {
            _lineDueMs = Moments.Earlier(_lineDueMs, _lines[i].Step(nowMs));
        }

        return _lineDueMs == long.MaxValue;
    }

    private void EndRead(long nowMs, bool isConnected)
    {
        _isReading = false;
        for (int i = 0; i < _points.Length; i++)
        {
            _points[i].EndRead(nowMs);
        }

        _pairs.Reconcile();
        for (int i = 0; i < _points.Length; i++)
        {
            _records.WriteFaults(_points[i], nowMs);
        }

        if (_isIntervalEnd)
        {
            EndInterval(nowMs, isConnected);
        }
        else
        {
            KeepCounts();
            _isRecordOwed = true;
        }

        SaveAndRecord(nowMs);
        if (isConnected)
        {
            RecordBatch(nowMs);
        }
    }

    /// <summary>Stores the counts, and only then records them.</summary>
    private void SaveAndRecord(long nowMs)
    {
        _isUnsaved = _isUnsaved && !_slot.Save(_batch.Bytes);
        if (_isRecordOwed && !_isUnsaved)
        {
            _isRecordOwed = false;
            RecordNewest(nowMs);
        }
    }

    private void EndInterval(long nowMs, bool isConnected)
    {
        bool isSuspect = false;
        bool isFollowed = _batch.IsFollowedAt(_boot, _endMs, _intervalS);
        for (int i = 0; i < _points.Length; i++)
        {
            long growth = _points[i].IsMissed ? 0 : _points[i].GrowthFrom(_batch.CountOf(i));
            isFollowed = isFollowed && growth >= 0 && growth <= IntervalBatch.GrowthMax;
            isSuspect = isSuspect || _points[i].IsSuspect;
        }

        if (!isFollowed || isSuspect)
        {
            RecordBatch(nowMs);
            if (_batch.EndCount > 0)
            {
                // The flash does not keep what waits, and this end does not join it: it is passed over, and what was consumed up to it
                // is in the next one.
                return;
            }
        }

        if (isSuspect || (isConnected && _batch.EndCount == 0))
        {
            KeepCounts();
            _isRecordOwed = true;
            return;
        }

        AddToBatch();
        SaveAndRecord(nowMs);
        if (_batch.EndCount == Limits.MaxBatchedIntervals)
        {
            RecordBatch(nowMs);
        }
    }

    private void AddToBatch()
    {
        _isUnsaved = true;
        _batch.Add(_boot, _endMs);
        for (int i = 0; i < _points.Length; i++)
        {
            MeterPoint point = _points[i];
            _batch.SetIdentity(i, point.Identity);
            if (point.IsMissed)
            {
                _batch.SetMissed(i, (byte)point.Status);
            }
            else
            {
                _batch.SetRead(i, point.Count, point.GrowthFrom(_batch.CountOf(i)));
            }
        }
    }

    /// <summary>Pulses are kept however many they were: what a meter gave cannot be asked for again.</summary>
    private void KeepCounts()
    {
        _isUnsaved = true;
        for (int i = 0; i < _points.Length; i++)
        {
            MeterPoint point = _points[i];
            _batch.SetIdentity(i, point.Identity);
            if (point.IsBelieved || point.Settings.Source == MeterSource.Pulse)
            {
                _batch.SetCount(i, point.Count);
            }
        }
    }

    /// <summary>Records what waits, if anything does; only then it is forgotten.</summary>
    private void RecordBatch(long nowMs)
    {
        if (_batch.EndCount == 0 || _isUnsaved)
        {
            return;
        }

        for (int i = 0; i < _points.Length; i++)
        {
            _records.WriteBatch(_batch, i, _points[i], nowMs);
        }

        _recorder.Store();
        _batch.Clear();
        _isUnsaved = !_slot.Save(_batch.Bytes);
    }

    private void RecordNewest(long nowMs)
    {
        for (int i = 0; i < _points.Length; i++)
        {
            _records.WriteNewest(_points[i], nowMs);
        }
    }

    /// <summary>A meter is the same after a change of the settings if its name and its source are.</summary>
    private static long[] TagsOf(MeterSettings[] meters)
    {
        long[] tags = new long[meters.Length];
        for (int i = 0; i < meters.Length; i++)
        {
            byte[] name = Encoding.UTF8.GetBytes(meters[i].Name);
            tags[i] = ((long)Crc32.Compute(name, 0, name.Length) << BitsPerByte) | (byte)meters[i].Source;
        }

        return tags;
    }
}
