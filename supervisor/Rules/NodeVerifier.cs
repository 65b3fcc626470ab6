using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>
/// Judges the messages of one node: key and signature, place in the chain, order of heartbeats and notices. What it
/// believes moves it on, so that the next message is judged against it.
/// </summary>
/// <param name="keys">The keys this node may sign with; more than one while keys are being changed.</param>
/// <param name="findStored">The stored bytes of a record of this node by its number, or null.</param>
public sealed class NodeVerifier(IReadOnlyList<NodeKey> keys, Func<long, byte[]?> findStored)
{
    private readonly ChainLink _head = new();
    private readonly RecordReader _storedReader = new();
    private readonly Loss _loss = new();
    private (long Boot, long Number) _lastHeartbeat;
    private (long Boot, long Connection, bool IsOffline) _lastNotice;

    /// <summary>The keys this node may sign with; more than one while keys are being changed.</summary>
    public IReadOnlyList<NodeKey> Keys { get; set; } = keys;

    /// <summary>The newest record of the journal that was believed.</summary>
    public ChainLink Head => _head;

    /// <summary>What came before its place in the chain.</summary>
    public AheadRecords Ahead { get; } = new();

    /// <summary>What the node was given to echo.</summary>
    public ChallengeBook Challenges { get; } = new();

    /// <summary>Goes on from records that were believed and stored in an earlier run.</summary>
    public void Restore(VerifiedRecord? newestRecord, VerifiedRecord? newestHeartbeat)
    {
        if (newestRecord is not null)
        {
            _head.MoveTo(newestRecord.Sequence, SignatureOf(newestRecord.Bytes));
        }

        if (newestHeartbeat is not null)
        {
            _lastHeartbeat = (newestHeartbeat.Boot, newestHeartbeat.Heartbeat);
        }

        // Notices are not stored, but one of an older boot than what is stored is old.
        _lastNotice = (Math.Max(newestRecord?.Boot ?? 0, newestHeartbeat?.Boot ?? 0), 0, false);
    }

    /// <summary>Judges a record or heartbeat that was read without fault.</summary>
    /// <param name="reader">Shows what the bytes say.</param>
    /// <param name="bytes">The message as received.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public Judgement Judge(RecordReader reader, byte[] bytes, long nowMs)
    {
        if (FindFault(reader.Signed) is { } fault)
        {
            return Reject(reader.Node, fault);
        }

        return reader.Kind == RecordKind.Heartbeat ? JudgeHeartbeat(reader, bytes, nowMs) : JudgeJournaled(reader, bytes, nowMs);
    }

    /// <summary>Judges a birth or will that was read without fault.</summary>
    /// <param name="notice">Shows what it says.</param>
    /// <param name="nowMs">The supervisor's time, milliseconds since 1970 UTC.</param>
    public Judgement Judge(Presence notice, long nowMs)
    {
        if (FindFault(notice.Signed) is { } fault)
        {
            return Reject(notice.Node, fault);
        }

        (long Boot, long Connection, bool IsOffline) place = (notice.Boot, notice.Connection, !notice.IsOnline);
        int order = place.CompareTo(_lastNotice);
        if (order < 0)
        {
            return Reject(notice.Node, Rejection.Replayed);
        }

        _lastNotice = place;
        if (order > 0 && notice.IsOnline)
        {
            Challenges.NoteConnected(nowMs);
        }

        return order == 0
            ? new Judgement.Repeated(notice.Node.Value)
            : new Judgement.Noticed(notice.Node.Value, notice.Boot, notice.IsOnline);
    }

    /// <summary>
    /// A record whose time has not come is believed but for its time: it cannot be signed anew, and without it the chain would
    /// end for good.
    /// </summary>
    private Judgement JudgeJournaled(RecordReader reader, byte[] bytes, long nowMs)
    {
        if (reader.Sequence <= _head.Sequence)
        {
            return findStored(reader.Sequence).AsSpan().SequenceEqual(bytes)
                ? new Judgement.Repeated(reader.Node.Value)
                : Reject(reader.Node, Rejection.SequenceReused);
        }

        if (Ahead.Find(reader.Sequence) is { } before && !before.AsSpan().SequenceEqual(bytes))
        {
            return Reject(reader.Node, Rejection.SequenceReused);
        }

        bool isNext = reader.Sequence == _head.Sequence + 1;
        bool follows = (isNext && _head.IsLink(reader.PreviousLink)) || ExplainsItself(reader, bytes);
        VerifiedRecord? explanation = follows
            ? null
            : Ahead.Explain(_head.Sequence + 1, reader.Sequence - 1, reader.PreviousLink);
        if (!follows && explanation is null)
        {
            return isNext ? Reject(reader.Node, Rejection.BrokenChain) : JudgeAhead(reader, bytes, nowMs);
        }

        _head.MoveTo(reader.Sequence, reader.Signed.Signature);
        Ahead.ForgetUpTo(reader.Sequence);
        return new Judgement.Accepted(VerifiedRecord.From(reader, bytes, nowMs), explanation);
    }

    /// <summary>Whether the record is a loss that says why what is before it is not what is stored.</summary>
    private bool ExplainsItself(RecordReader reader, byte[] bytes)
    {
        return reader.Kind == RecordKind.Loss
            && _loss.Read(bytes, reader.DataStart, reader.DataCount)
            && _loss.Explains(_head.Sequence + 1, reader.Sequence - 1, reader.PreviousLink);
    }

    private Judgement JudgeAhead(RecordReader reader, byte[] bytes, long nowMs)
    {
        bool isRepeated = Ahead.Find(reader.Sequence) is not null;
        VerifiedRecord record = VerifiedRecord.From(reader, bytes, nowMs);
        return isRepeated ? new Judgement.Repeated(record.Node)
            : Ahead.TryAdd(record, reader) ? new Judgement.Ahead(record)
            : Reject(reader.Node, Rejection.SequenceGap);
    }

    private Judgement JudgeHeartbeat(RecordReader reader, byte[] bytes, long nowMs)
    {
        if (VerifiedRecord.IsInFuture(reader.Time, nowMs))
        {
            return Reject(reader.Node, Rejection.TimeInFuture);
        }

        (long Boot, long Number) place = (reader.Boot, reader.Heartbeat);
        int order = place.CompareTo(_lastHeartbeat);
        if (order < 0)
        {
            return Reject(reader.Node, Rejection.Replayed);
        }

        if (!VouchesForStored(reader))
        {
            return Reject(reader.Node, Rejection.BrokenChain);
        }

        if (order > 0 && Challenges.IsStale(reader.HasNonce ? reader.Nonce : null, nowMs))
        {
            return Reject(reader.Node, Rejection.Stale);
        }

        _lastHeartbeat = place;
        return order == 0
            ? new Judgement.Repeated(reader.Node.Value)
            : new Judgement.Accepted(VerifiedRecord.From(reader, bytes, nowMs) with
            {
                IsAnswer = reader.HasNonce && Challenges.Knows(reader.Nonce),
            });
    }

    /// <summary>Whether the chain that the heartbeat vouches for is the chain that is stored, as far as both go.</summary>
    private bool VouchesForStored(RecordReader reader)
    {
        if (reader.Sequence == 0 || reader.Sequence > _head.Sequence)
        {
            return true;
        }

        if (reader.Sequence == _head.Sequence)
        {
            return _head.IsLink(reader.HeadLink);
        }

        return findStored(reader.Sequence) is { } stored
            && SignatureOf(stored).AsSpan(0, ChainLink.LinkBytes).SequenceEqual(reader.HeadLink);
    }

    private Rejection? FindFault(SignedRange signed)
    {
        NodeKey? key = Keys.FirstOrDefault(signed.Names);
        if (key is null)
        {
            return Rejection.UnknownKey;
        }

        return signed.IsSignedBy(key) ? null : Rejection.BadSignature;
    }

    private byte[] SignatureOf(byte[] record)
    {
        _storedReader.Read(record, 0, record.Length);
        return _storedReader.Signed.Signature;
    }

    private static Judgement.Rejected Reject(NodeId node, Rejection reason)
    {
        return new Judgement.Rejected(reason, node.Value);
    }
}
