using System;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Core.Provisioning;

/// <summary>
/// A message to the setup service as it comes in, in as many pieces as the phone likes: kind, length of the content (2 bytes),
/// content, and CRC-32 of all before it (4 bytes); little-endian. The next piece after a whole or a dropped message begins a new one.
/// </summary>
public sealed class SetupMessage
{
    private const int LengthOffset = 1;
    private const int ContentOffset = LengthOffset + 2;
    private const int CheckBytes = 4;

    private readonly byte[] _bytes = new byte[ContentOffset + Limits.MaxSettingsBytes + CheckBytes];
    private int _count;
    private bool _isWhole;

    /// <summary>Whether a message has begun and is not whole.</summary>
    public bool IsUnfinished
    {
        get { return _count > 0 && !_isWhole; }
    }

    /// <summary>The kind of the message that came last or is coming; it may be none of <see cref="SetupKind"/>.</summary>
    public int Kind { get; private set; }

    private int ContentCount
    {
        get { return _bytes[LengthOffset] | (_bytes[LengthOffset + 1] << 8); }
    }

    /// <summary>Takes what one write has brought.</summary>
    public PieceStatus Add(byte[] piece)
    {
        if (_isWhole)
        {
            Drop();
        }

        if (piece.Length > _bytes.Length - _count)
        {
            Drop();
            return PieceStatus.Damaged;
        }

        Array.Copy(piece, 0, _bytes, _count, piece.Length);
        _count += piece.Length;
        Kind = _count > 0 ? _bytes[0] : Kind;
        if (_count < ContentOffset)
        {
            return PieceStatus.Unfinished;
        }

        return ContentCount > Limits.MaxSettingsBytes ? Drop(PieceStatus.TooLong) : Judge(ContentOffset + ContentCount);
    }

    /// <summary>The content of a whole message.</summary>
    public byte[] ReadContent()
    {
        byte[] content = new byte[ContentCount];
        Array.Copy(_bytes, ContentOffset, content, 0, content.Length);
        return content;
    }

    /// <summary>Forgets what has come: it may be keys.</summary>
    public void Drop()
    {
        _count = 0;
        _isWhole = false;
        Array.Clear(_bytes, 0, _bytes.Length);
    }

    private PieceStatus Judge(int end)
    {
        if (_count < end + CheckBytes)
        {
            return PieceStatus.Unfinished;
        }

        _isWhole = _count == end + CheckBytes && LittleEndian.ReadUInt32(_bytes, end) == Crc32.Compute(_bytes, 0, end);
        return _isWhole ? PieceStatus.Whole : Drop(PieceStatus.Damaged);
    }

    private PieceStatus Drop(PieceStatus status)
    {
        Drop();
        return status;
    }
}
