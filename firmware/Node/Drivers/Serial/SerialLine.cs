using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Drivers.Serial;

/// <summary>
/// Reads meters on one half-duplex line, one after the other, each with its own protocol, speed and framing. Nothing
/// waits: each <see cref="Step"/> takes what has arrived, at most <see cref="Limits.MaxSerialBytesPerStep"/> bytes, and
/// returns.
/// </summary>
/// <remarks>
/// Before a request the line must have been quiet, and what came until then is thrown away: a late reply to an earlier
/// request never answers this one. Where the line gives back the node's own bytes they are passed over. A frame that
/// does not answer is passed over too, and the wait goes on: a neighbour that answers as well costs nothing.
/// </remarks>
public sealed class SerialLine
{
    /// <summary>Time between two steps while a meter is being read, in milliseconds.</summary>
    public const int PollMs = 10;

    /// <summary>Quiet on the line before a request, in milliseconds; also the time for a meter to turn round.</summary>
    public const int QuietMs = 50;

    /// <summary>Longest wait for that quiet, in milliseconds.</summary>
    public const int BusyLimitMs = 2000;

    private readonly IByteBus _bus;
    private readonly SerialMeter[] _meters;
    private readonly byte[] _request = new byte[Limits.MaxSerialFrameBytes];
    private readonly byte[] _received = new byte[Limits.MaxSerialFrameBytes];
    private int _current = -1;
    private int _attempt;
    private bool _isListening;
    private long _beganMs;
    private long _lastByteMs;
    private long _replyDueMs;
    private long _giveUpMs;
    private int _requestCount;
    private int _receivedCount;
    private int _examinedCount;
    private bool _isEchoPossible;
    private ReadingStatus _status;

    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="Limits.MaxMeters"/> meters.</exception>
    public SerialLine(IByteBus bus, SerialMeter[] meters)
    {
        if (meters.Length > Limits.MaxMeters)
        {
            throw new ArgumentOutOfRangeException(nameof(meters));
        }

        _bus = bus;
        _meters = meters;
    }

    /// <summary>Whether no read is wanted or under way.</summary>
    public bool IsIdle
    {
        get { return FindWanted() < 0; }
    }

    /// <summary>Wants a read of every meter, in order; one that is wanted already is read once.</summary>
    public void ReadAll()
    {
        for (int i = 0; i < _meters.Length; i++)
        {
            _meters[i].IsWanted = true;
        }
    }

    /// <summary>One turn.</summary>
    /// <param name="nowMs">Monotonic milliseconds since boot; never earlier than at the previous call.</param>
    /// <returns>When the next turn is due, in the same milliseconds.</returns>
    public long Step(long nowMs)
    {
        if (_current < 0)
        {
            BeginNext(nowMs);
        }
        else if (_isListening)
        {
            Listen(nowMs);
        }
        else
        {
            AwaitQuiet(nowMs);
        }

        return IsIdle ? long.MaxValue : nowMs + PollMs;
    }

    private int FindWanted()
    {
        for (int i = 0; i < _meters.Length; i++)
        {
            if (_meters[i].IsWanted)
            {
                return i;
            }
        }

        return -1;
    }

    private void BeginNext(long nowMs)
    {
        _current = FindWanted();
        if (_current >= 0)
        {
            _bus.Configure(_meters[_current].Settings);
            BeginAttempt(0, nowMs);
        }
    }

    private void BeginAttempt(int attempt, long nowMs)
    {
        _attempt = attempt;
        _meters[_current].Protocol.Begin(attempt);
        BeginQuiet(nowMs);
    }

    private void BeginQuiet(long nowMs)
    {
        _isListening = false;
        _beganMs = nowMs;
        _lastByteMs = nowMs;
    }

    private void AwaitQuiet(long nowMs)
    {
        if (_bus.Read(_received, 0, Limits.MaxSerialBytesPerStep) > 0)
        {
            _lastByteMs = nowMs;
        }

        if (nowMs - _lastByteMs >= QuietMs)
        {
            Send(nowMs);
        }
        else if (nowMs - _beganMs >= BusyLimitMs)
        {
            Finish(MeterReading.Failed(ReadingStatus.LineBusy, 0, nowMs));
        }
    }

    private void Send(long nowMs)
    {
        SerialMeter meter = _meters[_current];
        _requestCount = meter.Protocol.WriteRequest(_request);
        _bus.Write(_request, 0, _requestCount);
        _lastByteMs = nowMs + meter.Settings.TransmitMs(_requestCount);
        _replyDueMs = _lastByteMs + meter.Protocol.ReplyTimeoutMs;
        _giveUpMs = _replyDueMs + meter.Protocol.ByteTimeoutMs + meter.Settings.TransmitMs(Limits.MaxSerialFrameBytes);
        _receivedCount = 0;
        _examinedCount = 0;
        _isEchoPossible = true;
        _isListening = true;
        _status = ReadingStatus.NoAnswer;
    }

    private void Listen(long nowMs)
    {
        int room = MakeRoom();
        int count = _bus.Read(_received, _receivedCount, room);
        if (count > 0)
        {
            _receivedCount += count;
            _lastByteMs = nowMs > _lastByteMs ? nowMs : _lastByteMs;
            PassOverEcho();
            Examine(false, nowMs);
        }

        if (_isListening && IsOver(nowMs))
        {
            Examine(true, nowMs);
            if (_isListening)
            {
                Retry(nowMs);
            }
        }
    }

    /// <summary>Drops what was examined.</summary>
    /// <returns>How many bytes may be taken now.</returns>
    private int MakeRoom()
    {
        Array.Copy(_received, _examinedCount, _received, 0, _receivedCount - _examinedCount);
        _receivedCount -= _examinedCount;
        _examinedCount = 0;
        int free = _received.Length - _receivedCount;
        return free < Limits.MaxSerialBytesPerStep ? free : Limits.MaxSerialBytesPerStep;
    }

    private bool IsOver(long nowMs)
    {
        SerialMeter meter = _meters[_current];
        bool isSilent = _receivedCount == 0 && _status == ReadingStatus.NoAnswer
            ? nowMs >= _replyDueMs
            : nowMs >= _replyDueMs && nowMs - _lastByteMs >= meter.Protocol.ByteTimeoutMs;
        return isSilent || nowMs >= _giveUpMs;
    }

    /// <summary>Until something else has come, bytes that spell the request are the node's own.</summary>
    private void PassOverEcho()
    {
        for (int i = 0; _isEchoPossible && i < _receivedCount && i < _requestCount; i++)
        {
            _isEchoPossible = _received[i] == _request[i];
        }

        if (_isEchoPossible && _receivedCount >= _requestCount)
        {
            _examinedCount = _requestCount;
            _isEchoPossible = false;
        }
    }

    private void Examine(bool isOver, long nowMs)
    {
        MeterProtocol protocol = _meters[_current].Protocol;
        while (_examinedCount < _receivedCount && (isOver || !_isEchoPossible))
        {
            Finding finding = protocol.Examine(_received, _examinedCount, _receivedCount - _examinedCount);
            switch (finding)
            {
                case Finding.NoFrame:
                    Note(protocol.Status);
                    _examinedCount++;
                    break;

                case Finding.Incomplete when !isOver:
                    return;

                case Finding.Incomplete:
                    Note(ReadingStatus.Malformed);
                    _examinedCount++;
                    break;

                case Finding.Stray:
                    Note(protocol.Status);
                    _examinedCount += protocol.FrameBytes;
                    break;

                case Finding.Part:
                    BeginQuiet(nowMs);
                    return;

                case Finding.Answer:
                    Finish(protocol.ToReading(nowMs));
                    return;

                default:
                    throw new InvalidOperationException("A protocol found what there is not.");
            }
        }
    }

    /// <summary>Keeps what says most: that something malformed came says least.</summary>
    private void Note(ReadingStatus status)
    {
        if (_status == ReadingStatus.NoAnswer || _status == ReadingStatus.Malformed)
        {
            _status = status == ReadingStatus.NoAnswer ? _status : status;
        }
    }

    private void Retry(long nowMs)
    {
        if (_attempt + 1 < Limits.MaxMeterAttempts)
        {
            BeginAttempt(_attempt + 1, nowMs);
        }
        else
        {
            Finish(MeterReading.Failed(_status, 0, nowMs));
        }
    }

    private void Finish(MeterReading reading)
    {
        _meters[_current].Reading = reading;
        _meters[_current].IsWanted = false;
        _isListening = false;
        _current = -1;
    }
}
