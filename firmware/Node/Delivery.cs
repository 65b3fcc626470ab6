using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Brings the journal to the supervisor: connects, sends in order of <c>seq</c>, and goes on from the first record that
/// is not confirmed by a signed acknowledgement after every reconnect and after every silence.
/// </summary>
internal sealed class Delivery
{
    private const int FirstRetryMs = 1000;
    private const int MaxRetryMs = 60000;
    private const int ResendAfterMs = 10000;

    private readonly NodeId _node;
    private readonly Topics _topics;
    private readonly NodeKey _key;
    private readonly long _boot;
    private readonly RecordJournal _journal;
    private readonly ITelemetryLink _link;
    private readonly NodeTime _time;
    private readonly JitterSequence _jitter;
    private readonly Acknowledgement _acknowledgement = new Acknowledgement();
    private readonly byte[] _record = new byte[Limits.MaxRecordBytes];
    private LinkState _stateBefore = LinkState.Down;
    private long _connection;
    private int _retryMs = FirstRetryMs;
    private long _retryAtMs;
    private long _confirmed;
    private long _next;
    private long _lastProgressMs;

    // A record whose answer tells how old the supervisor's time can be; 0 where none is awaited.
    private long _probe;
    private long _probed;
    private long _probeSentMs;

    public Delivery(NodeId node, NodeKey key, long boot, RecordJournal journal, ITelemetryLink link, NodeTime time)
    {
        _node = node;
        _topics = new Topics(node);
        _key = key;
        _boot = boot;
        _journal = journal;
        _link = link;
        _time = time;
        _jitter = new JitterSequence(SeedOf(node, boot));
        _confirmed = journal.OldestSequence - 1;
        _next = _confirmed + 1;
    }

    /// <summary>Highest number of a record that was handed to the connection since boot.</summary>
    public long HandedOver { get; private set; }

    /// <summary>When delivery must act again even if nothing happens.</summary>
    public long DueMs
    {
        get
        {
            if (_link.State == LinkState.Down)
            {
                return _retryAtMs;
            }

            bool isWaiting = _link.State == LinkState.Up && _next > _confirmed + 1;
            return isWaiting ? _lastProgressMs + ResendAfterMs : long.MaxValue;
        }
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
            _link.Connect(Presence.Write(_key, _node, _boot, _connection, false));
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
            bool isValid = _acknowledgement.Read(message, _node) == ReadStatus.Ok
                && _acknowledgement.Signed.Names(_key)
                && _acknowledgement.Signed.IsSignedBy(_key);

            // A number above the head is of another life of this node, before its flash was erased.
            if (!isValid || _acknowledgement.Sequence > _journal.Head.Sequence)
            {
                continue;
            }

            TakeTime(nowMs);
            if (_acknowledgement.Sequence > _confirmed)
            {
                _confirmed = _acknowledgement.Sequence;
                _next = _next > _confirmed ? _next : _confirmed + 1;
                _lastProgressMs = nowMs;
                _journal.Confirm(_confirmed);
            }
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
        bool isWaiting = _next > _confirmed + 1;
        if (isWaiting && nowMs - _lastProgressMs >= ResendAfterMs)
        {
            SendAgain(nowMs);
        }
        else if (!isWaiting)
        {
            _lastProgressMs = nowMs;
        }

        while (_next <= _journal.Head.Sequence && _next - _confirmed <= Limits.MaxUnconfirmedInFlight)
        {
            int count = _journal.Read(_next, _record);
            if (count > 0 && !_link.Publish(_topics.Journal, _record, 0, count, false))
            {
                return;
            }

            if (_probe == 0 && _next > _probed)
            {
                _probe = _next;
                _probed = _next;
                _probeSentMs = nowMs;
            }

            HandedOver = _next > HandedOver ? _next : HandedOver;
            _next++;
        }
    }

    private void SendAgain(long nowMs)
    {
        _next = _confirmed + 1;
        _lastProgressMs = nowMs;
    }

    private static uint SeedOf(NodeId node, long boot)
    {
        byte[] name = Ascii.GetBytes(node.Value);
        return Crc32.Compute(name, 0, name.Length) ^ (uint)(boot & 0xFFFF);
    }
}
