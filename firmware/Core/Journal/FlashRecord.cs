using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// A record as it stands on flash, a third of its size on the wire: what every record repeats is left out and put back,
/// byte for byte, when the record is read. The signature proves that nothing was changed by it.
/// </summary>
/// <remarks>
/// Kind and quality of the time (a byte each), key id (length and text), <c>seq</c>, <c>boot</c>, <c>up</c> and, where the time is
/// known, <c>t</c> and <c>te</c> (7 bits a byte, lowest first), <c>prev</c> (16), the raw signature (32), <c>data</c> as on the wire. That of a
/// loss is shorter, so that no alarm is: a byte 1, its first number, how many behind it, the kinds as bits, the link to the last (16).
/// </remarks>
public sealed class FlashRecord
{
    /// <summary>No record with its frame is smaller, in bytes: its link and its signature alone have 48.</summary>
    public const int SmallestFrameBytes = 64;

    // No data on the wire begins so.
    private const byte ShortLoss = 1;

    private const int NumberBitsMax = 56;
    private const int SeparatorCharacters = 2;

    private readonly string _node;
    private readonly byte[] _previousLink = new byte[ChainLink.LinkBytes];
    private readonly byte[] _signature = new byte[NodeKey.SecretBytes];
    private readonly Loss _loss = new Loss();
    private readonly ChainLink _lost = new ChainLink();
    private readonly byte[] _lostLink = new byte[ChainLink.LinkBytes];
    private string _keyId;
    private byte[] _header;
    private byte[] _buffer;
    private int _position;
    private int _end;

    /// <param name="node">The node whose records these are.</param>
    public FlashRecord(NodeId node)
    {
        _node = node.Value;
    }

    /// <summary>Number in the journal.</summary>
    public long Sequence { get; private set; }

    public RecordKind Kind { get; private set; }

    /// <summary>Link to the record before.</summary>
    public byte[] PreviousLink
    {
        get { return _previousLink; }
    }

    /// <summary>The raw signature.</summary>
    public byte[] Signature
    {
        get { return _signature; }
    }

    public long Boot { get; private set; }

    private long UpMs { get; set; }

    private ClockReading Time { get; set; }

    /// <summary>Puts a record that was read without fault into the form that it has on flash.</summary>
    /// <param name="record">Shows what the record says.</param>
    /// <param name="source">The record's bytes.</param>
    /// <param name="keyId">Id of the key that signed it.</param>
    /// <param name="loss">Room to take a loss apart.</param>
    /// <param name="target">Takes the result from its start; as long as a record may be.</param>
    /// <returns>Length of the result, in bytes.</returns>
    public static int Write(RecordReader record, byte[] source, string keyId, Loss loss, byte[] target)
    {
        int at = 0;
        target[at++] = (byte)record.Kind;
        target[at++] = (byte)record.Time.Quality;
        target[at++] = (byte)keyId.Length;
        for (int i = 0; i < keyId.Length; i++)
        {
            target[at++] = (byte)keyId[i];
        }

        at = WriteNumber(record.Sequence, target, at);
        at = WriteNumber(record.Boot, target, at);
        at = WriteNumber(record.UpMs, target, at);
        if (record.Time.Quality != ClockQuality.None)
        {
            at = WriteNumber(record.Time.UnixMs, target, at);
            at = WriteNumber(record.Time.ErrorMs, target, at);
        }

        Array.Copy(record.PreviousLink, 0, target, at, ChainLink.LinkBytes);
        at += ChainLink.LinkBytes;
        Array.Copy(record.Signed.Signature, 0, target, at, NodeKey.SecretBytes);
        at += NodeKey.SecretBytes;
        if (record.Kind == RecordKind.Loss && loss.Read(source, record.DataStart, record.DataCount) && loss.Kinds >= 0)
        {
            return WriteLoss(loss, target, at);
        }

        Array.Copy(source, record.DataStart, target, at, record.DataCount);
        return at + record.DataCount;
    }

    /// <summary>Takes a record apart. What it shows is valid until the next one, and as long as the buffer is.</summary>
    /// <returns>False if this is no record.</returns>
    public bool Read(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _position = offset;
        _end = offset + count;
        int kind = ReadByte();
        int quality = ReadByte();
        if (!ReadKeyId() || kind > (int)RecordKind.Loss || quality > (int)ClockQuality.Hold)
        {
            return false;
        }

        Kind = (RecordKind)kind;
        Sequence = ReadNumber();
        Boot = ReadNumber();
        UpMs = ReadNumber();
        Time = default;
        if (quality != (int)ClockQuality.None)
        {
            long unixMs = ReadNumber();
            long errorMs = ReadNumber();
            if (unixMs <= 0 || errorMs < 0)
            {
                return false;
            }

            Time = ClockReading.At(unixMs, errorMs, (ClockQuality)quality);
        }

        return kind > 0 && Sequence > 0 && Boot >= 0 && UpMs >= 0 && ReadBytes(_previousLink) && ReadBytes(_signature);
    }

    /// <summary>Reads the loss that the record speaks of.</summary>
    /// <returns>False where it is of another kind.</returns>
    public bool TryReadLoss(Loss loss)
    {
        if (Kind != RecordKind.Loss)
        {
            return false;
        }

        if (!IsShortLoss())
        {
            return loss.Read(_buffer, _position, _end - _position);
        }

        int start = _position;
        _position++;
        long from = ReadNumber();
        long more = ReadNumber();
        long kinds = ReadNumber();
        bool isWhole = from > 0 && more >= 0 && kinds >= 0 && kinds <= int.MaxValue && ReadBytes(_lostLink) && _position == _end;
        _position = start;
        if (isWhole)
        {
            loss.Set(from, from + more, (int)kinds, _lostLink);
        }

        return isWhole;
    }

    /// <summary>Writes the record that was read as it was signed, canonical.</summary>
    /// <param name="target">Takes the record from its start; as long as a record may be.</param>
    /// <returns>Length of the record, in bytes.</returns>
    public int Rebuild(byte[] target)
    {
        CanonicalWriter json = new CanonicalWriter(target);
        json.BeginObject().Name("boot").Integer(Boot).Name("data");
        WriteData(json);
        json.Name("kind").Text(RecordKinds.NameOf(Kind)).Name("node").Text(_node);
        json.Name("prev").Bytes(_previousLink, 0, ChainLink.LinkBytes).Name("seq").Integer(Sequence);
        byte[] text = SignatureText();
        json.Name("sig").Canonical(text, 0, text.Length);
        json.Name("t").Integer(Time.UnixMs).Name("te").Integer(Time.ErrorMs).Name("tq").Text(Time.QualityName);
        json.Name("up").Integer(UpMs).Name("v").Integer(MemberReader.SupportedVersion).EndObject();
        return json.Position;
    }

    private bool IsShortLoss()
    {
        return _position < _end && _buffer[_position] == ShortLoss;
    }

    private void WriteData(CanonicalWriter json)
    {
        if (IsShortLoss() && TryReadLoss(_loss))
        {
            _lost.MoveTo(_loss.To, _loss.ToLink);
            json.BeginObject();
            Loss.Write(json, _loss.From, _lost, _loss.Kinds);
            json.EndObject();
        }
        else
        {
            json.Canonical(_buffer, _position, _end - _position);
        }
    }

    private static int WriteLoss(Loss loss, byte[] target, int at)
    {
        target[at++] = ShortLoss;
        at = WriteNumber(loss.From, target, at);
        at = WriteNumber(loss.To - loss.From, target, at);
        at = WriteNumber(loss.Kinds, target, at);
        Array.Copy(loss.ToLink, 0, target, at, ChainLink.LinkBytes);
        return at + ChainLink.LinkBytes;
    }

    /// <summary><c>"header..signature"</c>, with its quotation marks.</summary>
    private byte[] SignatureText()
    {
        int start = 1 + _header.Length + SeparatorCharacters;
        byte[] text = new byte[start + Base64Url.EncodedLength(NodeKey.SecretBytes) + 1];
        text[0] = (byte)'"';
        Array.Copy(_header, 0, text, 1, _header.Length);
        text[start - 2] = (byte)'.';
        text[start - 1] = (byte)'.';
        Base64Url.Encode(_signature, 0, NodeKey.SecretBytes, text, start);
        text[text.Length - 1] = (byte)'"';
        return text;
    }

    private bool ReadKeyId()
    {
        int count = ReadByte();
        if (count <= 0 || count > _end - _position)
        {
            return false;
        }

        string keyId = Ascii.GetString(_buffer, _position, count);
        _position += count;
        if (!Ascii.IsName(keyId, count))
        {
            return false;
        }

        if (keyId != _keyId)
        {
            _keyId = keyId;
            _header = ProtectedHeader.Encode("HS256", keyId);
        }

        return true;
    }

    private bool ReadBytes(byte[] target)
    {
        if (target.Length > _end - _position)
        {
            return false;
        }

        Array.Copy(_buffer, _position, target, 0, target.Length);
        _position += target.Length;
        return true;
    }

    /// <summary>The next byte, or −1 where there is none.</summary>
    private int ReadByte()
    {
        return _position < _end ? _buffer[_position++] : -1;
    }

    /// <summary>The next number, or −1 where there is none.</summary>
    private long ReadNumber()
    {
        long value = 0;
        for (int bits = 0; bits < NumberBitsMax; bits += 7)
        {
            int next = ReadByte();
            if (next < 0)
            {
                return -1;
            }

            value |= (long)(next & 0x7F) << bits;
            if (next < 0x80)
            {
                return value <= Limits.MaxWireInteger ? value : -1;
            }
        }

        return -1;
    }

    private static int WriteNumber(long value, byte[] target, int at)
    {
        while (value > 0x7F)
        {
            target[at++] = (byte)(0x80 | (int)(value & 0x7F));
            value >>= 7;
        }

        target[at++] = (byte)value;
        return at;
    }
}
