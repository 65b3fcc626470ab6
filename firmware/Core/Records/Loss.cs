using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// The <c>data</c> of a loss record: a stretch of records that the node no longer has, with the link of the last of them, so that
/// the chain can be checked across the gap: the record behind it carries that link as <c>prev</c>.
/// </summary>
public sealed class Loss
{
    private readonly MemberReader _members = new MemberReader(Limits.MaxRecordBytes);
    private readonly CanonicalReader _names = new CanonicalReader();
    private readonly byte[] _toLink = new byte[ChainLink.LinkBytes];
    private long _from;
    private long _to;

    /// <summary>Number of the first record that is gone.</summary>
    public long From
    {
        get { return _from; }
    }

    /// <summary>Number of the last record that is gone.</summary>
    public long To
    {
        get { return _to; }
    }

    /// <summary>The 16 bytes that the record behind the gap must carry as <c>prev</c>.</summary>
    public byte[] ToLink
    {
        get { return _toLink; }
    }

    /// <summary>Kinds that had made room: bit n for the kind of number n; −1 where something else is said than this node says.</summary>
    public int Kinds { get; private set; }

    /// <summary>Whether it says why a record whose link to the one before is this does not follow what is stored.</summary>
    /// <remarks>It may speak of more: the node need not know how far its records were stored before they went.</remarks>
    /// <param name="from">The number behind what is stored.</param>
    /// <param name="to">The number before the record.</param>
    /// <param name="previousLink">The 16 bytes that the record carries as <c>prev</c>.</param>
    public bool Explains(long from, long to, byte[] previousLink)
    {
        for (int i = 0; i < ChainLink.LinkBytes; i++)
        {
            if (_toLink[i] != previousLink[i])
            {
                return false;
            }
        }

        return Covers(from, to);
    }

    /// <summary>Whether all numbers of this gap, which ends where the loss ends, are among those that are gone.</summary>
    public bool Covers(long from, long to)
    {
        return _from <= from && _to == to;
    }

    /// <summary>Writes the members of <c>data</c>.</summary>
    /// <param name="data">The record that was begun.</param>
    /// <param name="from">Number of the first record that is gone.</param>
    /// <param name="to">The last record that is gone.</param>
    /// <param name="kinds">Kinds that have made room: bit n for the kind of number n.</param>
    public static void Write(CanonicalWriter data, long from, ChainLink to, int kinds)
    {
        data.Name("count").Integer(to.Sequence - from + 1).Name("from_seq").Integer(from).Name("kinds").BeginArray();
        for (int kind = (int)RecordKind.Boot; kind <= (int)RecordKind.Loss; kind++)
        {
            if ((kinds & (1 << kind)) != 0)
            {
                data.Text(RecordKinds.NameOf((RecordKind)kind));
            }
        }

        data.EndArray().Name("to_link").Bytes(to.Link, 0, ChainLink.LinkBytes).Name("to_seq").Integer(to.Sequence);
    }

    /// <summary>Takes what was read in another form.</summary>
    public void Set(long from, long to, int kinds, byte[] toLink)
    {
        _from = from;
        _to = to;
        Kinds = kinds;
        Array.Copy(toLink, 0, _toLink, 0, ChainLink.LinkBytes);
    }

    /// <summary>Reads the <c>data</c> of a loss record.</summary>
    /// <returns>False if it does not say what a loss says.</returns>
    public bool Read(byte[] buffer, int offset, int count)
    {
        long lost;
        return _members.Restart(buffer, offset, count)
            && _members.ReadInteger("count", 1, out lost)
            && _members.ReadInteger("from_seq", 1, out _from)
            && ReadKinds(buffer)
            && _members.ReadBytes("to_link", buffer, _toLink)
            && _members.ReadInteger("to_seq", 1, out _to)
            && _members.Finish()
            && _to - _from + 1 == lost;
    }

    private bool ReadKinds(byte[] buffer)
    {
        if (!_members.Read("kinds", JsonToken.BeginArray))
        {
            return false;
        }

        _names.Restart(buffer, _members.ValueStart, _members.Json.Position - _members.ValueStart);
        Kinds = 0;
        _names.Read();
        for (JsonToken token = _names.Read(); token != JsonToken.EndArray; token = _names.Read())
        {
            int kind = token == JsonToken.Text ? (int)RecordKinds.Find(_names) : 0;
            bool isNext = kind > 0 && Kinds >= 0 && Kinds < 1 << kind;
            Kinds = isNext ? Kinds | (1 << kind) : -1;
        }

        return true;
    }
}
