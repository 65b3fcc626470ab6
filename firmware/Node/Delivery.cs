using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Brings the journal to the supervisor: connects, sends in order of <c>seq</c> with alarms ahead of their place, and goes on
/// from the first record that is not confirmed by a signed acknowledgement after every reconnect and every silence.
/// </summary>
internal sealed class Delivery
{
    private const int FirstRetryMs = 1000;
    private const int MaxRetryMs = 60000;
    private const int ResendAfterMs = 10000;
    private const int ResendSoonestMs = 1000;

    private readonly NodeId _node;
    private readonly Topics _topics;
    private readonly NodeKey _key;
    private readonly long _boot;
    private readonly RecordJournal _journal;
    private readonly Recorder _recorder;
    private readonly ITelemetryLink _link;
    private readonly NodeTime _time;
    private readonly JitterSequence _jitter;
    private readonly Acknowledgement _acknowledgement = new Acknowledgement();
    private readonly ChainLink _lost = new ChainLink();
    private readonly byte[] _record = new byte[Limits.MaxRecordBytes];
    private LinkState _stateBefore = LinkState.Down;
    private long _connection;
    private int _retryMs = FirstRetryMs;
    private long _retryAtMs;

    // What the supervisor has; from where on it is told the rest, in order; and what of that it has not confirmed.
    private long _confirmed;
    private long _next;
    private readonly long[] _sent = new long[Limits.MaxUnconfirmedInFlight];
    private int _sentCount;
    private long _lastProgressMs;
    private int _resendAfterMs = ResendAfterMs;

    // Up to here alarms have been sent ahead; whether what is in order waits for the first acknowledgement of this boot.
    private long _ahead;
    private bool _isHeldUp;
    private byte[] _challenge;
    private long _acknowledgedUnixMs;

    // A record of this boot whose answer tells how old the supervisor's time can be, 0 where none is awaited; and the newest
    // record that was sent in its place in this boot, or stored before it: what was sent before may have been answered before.
    private long _probe;
    private long _probeSentMs;
    private long _newestSent;

    public Delivery(
        NodeId node, NodeKey key, long boot, RecordJournal journal, Recorder recorder, ITelemetryLink link, NodeTime time)
    {
        _node = node;
        _topics = new Topics(node);
        _key = key;
        _boot = boot;
        _journal = journal;
        _recorder = recorder;
        _link = link;
        _time = time;
        _jitter = new JitterSequence(SeedOf(node, boot));
        _acknowledgedUnixMs = time.FloorUnixMs;
        _newestSent = journal.Head.Sequence;
    }

    /// <summary>Highest number of a record that was handed to the connection since boot.</summary>
    public long HandedOver { get; private set; }

    /// <summary>Highest number of a record that the supervisor has acknowledged in this boot; 0 before it has said anything.</summary>
    public long Confirmed
    {
        get { return _confirmed; }
    }

    /// <summary>When delivery must act again even if nothing happens.</summary>
    public long DueMs
    {
        get
        {
            if (_link.State == LinkState.Down)
            {
                return _retryAtMs;
            }

            bool isWaiting = _link.State == LinkState.Up && _sentCount > 0;
            return isWaiting ? _lastProgressMs + _resendAfterMs : long.MaxValue;
        }
    }

    /// <summary>Whether a connection is up.</summary>
    public bool IsUp
    {
        get { return _link.State == LinkState.Up; }
    }

    /// <summary>The supervisor's newest challenge, which heartbeats echo; null before the first of this boot.</summary>
    public byte[] Challenge
    {
        get { return _challenge; }
    }

    /// <summary>Sends a finished heartbeat, if the link is up.</summary>
    public bool PublishState(SignedWriter heartbeat)
    {
        return _link.Publish(_topics.State, heartbeat.Buffer, heartbeat.Offset, heartbeat.Count, true);
    }

    /// <summary>Goes on with the connection, acknowledgements and records.</summary>
    /// <returns>Whether a connection has just come up.</returns>
    public bool Step(long nowMs)
    {
        TakeAcknowledgements(nowMs);
        bool hasComeUp = FollowLink(nowMs);
        if (_stateBefore == LinkState.Up)
        {
            Send(nowMs);
        }

        return hasComeUp;
    }

    private bool FollowLink(long nowMs)
    {
        LinkState state = _link.State;
        bool hasComeUp = state == LinkState.Up && _stateBefore != LinkState.Up;
        if (hasComeUp)
        {
            _retryMs = FirstRetryMs;
            _resendAfterMs = ResendAfterMs;
            _ahead = 0;
            PublishPresence();
            SendAgain(nowMs);
        }
        else if (state == LinkState.Down && _stateBefore != LinkState.Down)
        {
            _retryAtMs = nowMs + (_retryMs / 2) + _jitter.Next((_retryMs / 2) + 1);
            _retryMs = _retryMs * 2 > MaxRetryMs ? MaxRetryMs : _retryMs * 2;
        }
        else if (state == LinkState.Down && nowMs >= _retryAtMs)
        {
            _connection++;
            _link.Connect(Presence.Write(_key, _node, _boot, _connection, false), _time.EarliestUnixMs);
            state = LinkState.Connecting;
        }

        _stateBefore = state;
        return hasComeUp;
    }

    private void PublishPresence()
    {
        byte[] birth = Presence.Write(_key, _node, _boot, _connection, true);
        _link.Publish(_topics.Online, birth, 0, birth.Length, true);
    }

    private void TakeAcknowledgements(long nowMs)
    {
        for (byte[] message = _link.TakeAcknowledgement(); message != null; message = _link.TakeAcknowledgement())
        {
            // A number above the head is of another life of this node, before its flash was erased.
            bool isValid = _acknowledgement.Read(message, _node) == ReadStatus.Ok
                && _acknowledgement.Signed.Names(_key)
                && _acknowledgement.Signed.IsSignedBy(_key)
                && _acknowledgement.Sequence <= _journal.Stored.Sequence;
            if (isValid)
            {
                Obey(nowMs);
            }
        }
    }

    /// <summary>
    /// Goes on from where the supervisor stands: forward, or, where it says so later than all it said before, back, as after it
    /// has lost what it had stored.
    /// </summary>
    private void Obey(long nowMs)
    {
        bool isNews = _acknowledgement.UnixMs >= _acknowledgedUnixMs;
        TakeTime(nowMs);
        if (isNews)
        {
            _acknowledgedUnixMs = _acknowledgement.UnixMs;
            _challenge = Copy(_acknowledgement.Challenge);
        }

        long before = _confirmed;
        if (_acknowledgement.Sequence > before || isNews)
        {
            _confirmed = _acknowledgement.Sequence;
        }

        // Something before what was sent has not come; asked for it again and again, it would not come sooner.
        bool isBehindSent = _sentCount > 0 && _confirmed < _sent[0] - 1 && nowMs - _lastProgressMs >= ResendSoonestMs;
        if (_confirmed < before || isBehindSent)
        {
            SendAgain(nowMs);
        }
        else if (_confirmed > before)
        {
            _lastProgressMs = nowMs;
            _resendAfterMs = ResendAfterMs;
            _next = _next > _confirmed ? _next : _confirmed + 1;
        }

        ForgetSent();
        _journal.Confirm(_confirmed);
        if (_confirmed == _journal.Head.Sequence)
        {
            _journal.ForgetDropped();
        }
    }

    /// <summary>
    /// What was signed in answer to a record is not older than the moment that record was first sent. An acknowledgement
    /// that answers nothing may be of any age: the broker retains the newest.
    /// </summary>
    private void TakeTime(long nowMs)
    {
        long roundTripMs = -1;
        if (_probe > 0 && _acknowledgement.Sequence >= _probe)
        {
            roundTripMs = nowMs - _probeSentMs;
            _probe = 0;
        }

        _time.TakeSigned(_acknowledgement.UnixMs, roundTripMs, nowMs);
    }

    private void Send(long nowMs)
    {
        if (_sentCount == 0)
        {
            _lastProgressMs = nowMs;
        }
        else if (nowMs - _lastProgressMs >= _resendAfterMs)
        {
            // Where nobody answers for long, it is asked less and less often.
            _resendAfterMs = _resendAfterMs * 2 > MaxRetryMs ? MaxRetryMs : _resendAfterMs * 2;
            SendAgain(nowMs);
        }

        if (SendAhead())
        {
            SendInOrder(nowMs);
        }
    }

    /// <summary>Sends alarms whose turn does not come in this step. They are sent again in their place.</summary>
    /// <returns>False where the link takes no more.</returns>
    private bool SendAhead()
    {
        long from = _ahead > _next ? _ahead : _next;
        for (long sequence = _journal.FindKept(from); sequence > 0; sequence = _journal.FindKept(sequence + 1))
        {
            bool isReached = !_isHeldUp && sequence - _next < _sent.Length - _sentCount;
            if (!isReached && !Publish(sequence))
            {
                return false;
            }

            _ahead = sequence + 1;
        }

        return true;
    }

    private void SendInOrder(long nowMs)
    {
        while (_sentCount < _sent.Length)
        {
            long sequence = _journal.Find(_next);
            if (sequence == 0 || !TryExplain(sequence, nowMs) || !Publish(sequence))
            {
                return;
            }

            NoteSent(sequence, nowMs);
            _sent[_sentCount++] = sequence;
            _next = sequence + 1;
        }
    }

    private void NoteSent(long sequence, long nowMs)
    {
        if (_probe == 0 && sequence > _newestSent)
        {
            _probe = sequence;
            _probeSentMs = nowMs;
        }

        _newestSent = sequence > _newestSent ? sequence : _newestSent;
    }

    /// <summary>Sends the loss record that explains why the records before this one do not come, if any are missing.</summary>
    private bool TryExplain(long sequence, long nowMs)
    {
        // Before the first acknowledgement of this boot nothing tells what is missing from what was confirmed.
        _isHeldUp = sequence > _next && _challenge == null;
        if (sequence == _next)
        {
            return true;
        }

        if (_isHeldUp)
        {
            return false;
        }

        long loss = _journal.FindLoss(_next, sequence - 1);
        if (loss == 0 && _journal.TryReadPrevious(sequence, _lost))
        {
            _recorder.RecordLoss(_next, _lost, nowMs);
            loss = _journal.FindLoss(_next, sequence - 1);
        }

        return loss > 0 && Publish(loss);
    }

    private bool Publish(long sequence)
    {
        int count = _journal.Read(sequence, _record);
        bool isHandedOver = count > 0 && _link.Publish(_topics.Journal, _record, 0, count, false);
        HandedOver = isHandedOver && sequence > HandedOver ? sequence : HandedOver;
        return isHandedOver;
    }

    private void SendAgain(long nowMs)
    {
        _sentCount = 0;
        _next = _challenge == null ? _journal.Oldest : _confirmed + 1;
        _lastProgressMs = nowMs;
    }

    private void ForgetSent()
    {
        int kept = 0;
        for (int i = 0; i < _sentCount; i++)
        {
            if (_sent[i] > _confirmed)
            {
                _sent[kept++] = _sent[i];
            }
        }

        _sentCount = kept;
    }

    private static byte[] Copy(byte[] bytes)
    {
        byte[] copy = new byte[bytes.Length];
        System.Array.Copy(bytes, 0, copy, 0, bytes.Length);
        return copy;
    }

    private static uint SeedOf(NodeId node, long boot)
    {
        byte[] name = Ascii.GetBytes(node.Value);
        return Crc32.Compute(name, 0, name.Length) ^ (uint)(boot & 0xFFFF);
    }
}
