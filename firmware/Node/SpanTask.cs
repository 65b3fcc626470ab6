using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Writes how protection was, stretch by stretch, without gap. The open stretch is stored at each change and every
/// quarter of an hour: a loss of power leaves at most so much without a span.
/// </summary>
internal sealed class SpanTask
{
    private const long SaveEveryMs = 15 * 60 * 1000;

    private readonly SpanTracker _tracker = new SpanTracker();
    private readonly long _boot;
    private readonly ZoneSet _zones;
    private readonly Recorder _recorder;
    private readonly IClock _clock;
    private readonly Slot _slot;
    private readonly byte[] _stored = new byte[ProtectionSpan.Bytes];
    private bool _isStarted;
    private long _saveDueMs;

    public SpanTask(long boot, ZoneSet zones, IStorage storage, IClock clock, Recorder recorder)
    {
        _boot = boot;
        _zones = zones;
        _recorder = recorder;
        _clock = clock;
        _slot = new Slot(storage, "span", _stored.Length);
    }

    /// <summary>When a stretch must be closed or stored even if nothing changes.</summary>
    public long DueMs
    {
        get { return _tracker.DueMs < _saveDueMs ? _tracker.DueMs : _saveDueMs; }
    }

    /// <summary>A connection has come up: what was without one is told soon.</summary>
    public void NoteConnection()
    {
        _tracker.NoteConnection();
    }

    public void Step(Assessment assessment, long nowMs)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            WriteStored(nowMs);
            Open(assessment, nowMs);
        }
        else if (_tracker.IsOver(assessment, nowMs))
        {
            Write(OpenSpan(nowMs), nowMs);
            Open(assessment, nowMs);
        }
    }

    /// <summary>Keeps the open stretch on flash where that is due; to be called once the records are stored, so that no gap can be left.</summary>
    public void Keep(long nowMs)
    {
        if (nowMs >= _saveDueMs)
        {
            KeepNow(nowMs);
        }
    }

    /// <summary>Keeps the open stretch up to this moment, as before a restart.</summary>
    public void KeepNow(long nowMs)
    {
        _saveDueMs = nowMs + SaveEveryMs;
        OpenSpan(nowMs).Write(_stored, _zones);
        _slot.Save(_stored);
    }

    /// <summary>Writes the stretch that was open when the boot before ended, up to where it was last stored.</summary>
    private void WriteStored(long nowMs)
    {
        if (_slot.Load(_stored))
        {
            Write(ProtectionSpan.Read(_stored, _zones), nowMs);
        }
    }

    private void Open(Assessment assessment, long nowMs)
    {
        _tracker.Open(assessment, nowMs);
        _saveDueMs = nowMs;
    }

    private ProtectionSpan OpenSpan(long nowMs)
    {
        return new ProtectionSpan(_boot, _tracker.FromMs, nowMs, _clock.Read().UnixMs, _tracker.Assessment);
    }

    private void Write(ProtectionSpan span, long nowMs)
    {
        if (span.ToMs == span.FromMs)
        {
            return;
        }

        Assessment assessment = span.Assessment;
        CanonicalWriter data = _recorder.Begin(RecordKind.Span);
        data.Name("from_up").Integer(span.FromMs).Name("of_boot").Integer(span.Boot);
        data.Name("protected").Boolean(assessment.IsProtected).Name("reasons");
        assessment.WriteReasons(data, _zones, int.MaxValue);
        data.Name("state").Text(SafetyNames.Of(assessment.State));
        data.Name("to_t").Integer(span.ToUnixMs).Name("to_up").Integer(span.ToMs);
        _recorder.Commit(nowMs);
    }
}
