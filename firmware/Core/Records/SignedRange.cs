using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>Where the parts of a signed object are in its buffer, and the check of its HS256 signature.</summary>
/// <remarks>Reused for every object. Not for two threads at once.</remarks>
public sealed class SignedRange
{
    private const int OpeningCount = 8; // ,"sig":"
    private const int SeparatorCount = 2;

    private readonly byte[] _claimed = new byte[NodeKey.SecretBytes];
    private byte[] _buffer;
    private int _offset;
    private int _count;
    private int _headerStart;
    private int _headerCount;

    /// <summary>The raw signature that the object carries.</summary>
    public byte[] Signature
    {
        get { return _claimed; }
    }

    /// <summary>Takes the object's range and its <c>sig</c> text as the reader found it.</summary>
    /// <returns>False if the text is not <c>header..signature</c> with a signature of 32 bytes.</returns>
    public bool TrySet(byte[] buffer, int offset, int count, int textStart, int textCount)
    {
        _buffer = buffer;
        _offset = offset;
        _count = count;
        int signatureCount = Base64Url.EncodedLength(NodeKey.SecretBytes);
        _headerStart = textStart;
        _headerCount = textCount - signatureCount - SeparatorCount;
        if (_headerCount <= 0 || _headerCount > Limits.MaxHeaderBytes)
        {
            return false;
        }

        int separator = textStart + _headerCount;
        return buffer[separator] == (byte)'.'
            && buffer[separator + 1] == (byte)'.'
            && Base64Url.TryDecode(buffer, separator + SeparatorCount, signatureCount, _claimed);
    }

    /// <summary>Whether the object says that this key signed it.</summary>
    public bool Names(NodeKey key)
    {
        return key.IsNamedBy(_buffer, _headerStart, _headerCount);
    }

    /// <summary>Whether this key did sign it. Takes the same time for every wrong signature.</summary>
    public bool IsSignedBy(NodeKey key)
    {
        int memberStart = _headerStart - OpeningCount;
        int memberEnd = _headerStart + _headerCount + SeparatorCount + Base64Url.EncodedLength(NodeKey.SecretBytes) + 1;

        // Of its very length: the chip's HMAC takes whole arrays, so this is the one copy, and no reader keeps one of the greatest.
        byte[] input = new byte[_headerCount + 1 + _count - (memberEnd - memberStart)];
        int at = Append(_headerStart, _headerCount, input, 0);
        input[at++] = (byte)'.';
        at = Append(_offset, memberStart - _offset, input, at);
        Append(memberEnd, _offset + _count - memberEnd, input, at);
        byte[] actual = key.Sign(input, 0, input.Length);
        int difference = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            difference |= actual[i] ^ _claimed[i];
        }

        return difference == 0;
    }

    private int Append(int start, int count, byte[] input, int at)
    {
        Array.Copy(_buffer, start, input, at, count);
        return at + count;
    }
}
