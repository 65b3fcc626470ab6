using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// A place in a node's chain: a record's number and the first 16 bytes of its signature, which the next record
/// carries as <c>prev</c>. Number 0 with zero bytes is the place before the first record.
/// </summary>
public sealed class ChainLink
{
    /// <summary>Length of the link, in bytes.</summary>
    public const int LinkBytes = 16;

    private readonly byte[] _link = new byte[LinkBytes];

    /// <summary>Number of the record, counted from 1 for the life of the node; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The 16 bytes that the next record's <c>prev</c> must be.</summary>
    public byte[] Link
    {
        get { return _link; }
    }

    /// <summary>Moves to the record with this number and signature.</summary>
    public void MoveTo(long sequence, byte[] signature)
    {
        Sequence = sequence;
        Array.Copy(signature, 0, _link, 0, LinkBytes);
    }

    /// <summary>Moves to where the other one is.</summary>
    public void MoveTo(ChainLink other)
    {
        MoveTo(other.Sequence, other.Link);
    }

    /// <summary>Whether these are the link's 16 bytes.</summary>
    public bool IsLink(byte[] bytes)
    {
        for (int i = 0; i < LinkBytes; i++)
        {
            if (bytes[i] != _link[i])
            {
                return false;
            }
        }

        return true;
    }
}
