using System;

namespace Wugang.Firmware.Core.Provisioning;

/// <summary>
/// An RPC packet of Improv as it comes in, in as many pieces as the phone likes: command, length of the data, data, and the sum
/// of all bytes before it. The next piece after a whole or a damaged packet begins a new one.
/// </summary>
public sealed class ImprovPacket
{
    private const int LengthOffset = 1;
    private const int DataOffset = 2;
    private const int SumBytes = 1;

    private readonly byte[] _bytes = new byte[DataOffset + byte.MaxValue + SumBytes];
    private int _count;
    private bool _isWhole;

    /// <summary>Whether a packet has begun and is not whole.</summary>
    public bool IsUnfinished
    {
        get { return _count > 0 && !_isWhole; }
    }

    /// <summary>The command of a whole packet; it may be none of <see cref="ImprovCommand"/>.</summary>
    public int Command
    {
        get { return _bytes[0]; }
    }

    /// <summary>Bytes of data of a whole packet.</summary>
    public int DataCount
    {
        get { return _bytes[LengthOffset]; }
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
        int end = DataOffset + DataCount;
        if (_count <= LengthOffset || _count < end + SumBytes)
        {
            return PieceStatus.Unfinished;
        }

        if (_count > end + SumBytes || _bytes[end] != ImprovSum.Of(_bytes, end))
        {
            Drop();
            return PieceStatus.Damaged;
        }

        _isWhole = true;
        return PieceStatus.Whole;
    }

    /// <summary>Forgets what has come.</summary>
    public void Drop()
    {
        _count = 0;
        _isWhole = false;
        Array.Clear(_bytes, 0, _bytes.Length);
    }

    /// <summary>
    /// Reads the data of a whole packet as two byte strings, each behind its length: a network's name and its password.
    /// </summary>
    /// <returns>The network; null where the data is not so, or no network can be called so.</returns>
    public WifiCredentials ReadWifi()
    {
        int end = DataOffset + DataCount;
        int nameOffset = DataOffset + 1;
        int nameCount = DataCount > 0 ? _bytes[DataOffset] : 0;
        int passwordOffset = nameOffset + nameCount + 1;
        if (passwordOffset > end || passwordOffset + _bytes[passwordOffset - 1] != end)
        {
            return null;
        }

        return WifiCredentials.TryCreate(_bytes, nameOffset, nameCount, passwordOffset, _bytes[passwordOffset - 1]);
    }
}
