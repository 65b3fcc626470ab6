using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Builds a canonical JSON object with its detached signature inside, in one reused buffer.
/// </summary>
/// <remarks>
/// The signing input is <c>header || '.' || object without "sig"</c> (RFC 7797, section 5.2), so the header stands
/// in the buffer before the object; the <c>sig</c> member is then put in its place by moving the tail.
/// </remarks>
public sealed class SignedWriter
{
    private readonly ISigner _signer;
    private readonly CanonicalWriter _json;
    private readonly byte[] _signatureOpening;
    private readonly int _signatureMemberCount;
    private int _signaturePosition;

    /// <param name="signer">The key that signs.</param>
    /// <param name="maxObjectBytes">Longest object with its signature, in bytes.</param>
    public SignedWriter(ISigner signer, int maxObjectBytes)
    {
        _signer = signer;
        byte[] header = signer.ProtectedHeader;
        Offset = header.Length + 1;
        _signatureOpening = Ascii.GetBytes(",\"sig\":\"" + Ascii.GetString(header, 0, header.Length) + "..");
        _signatureMemberCount = _signatureOpening.Length + Base64Url.EncodedLength(signer.SignatureBytes) + 1;
        byte[] buffer = new byte[Offset + maxObjectBytes];
        Array.Copy(header, 0, buffer, 0, header.Length);
        buffer[header.Length] = (byte)'.';
        _json = new CanonicalWriter(buffer);
    }

    /// <summary>Holds the object from <see cref="Offset"/> on, until the next <see cref="Begin"/>.</summary>
    public byte[] Buffer
    {
        get { return _json.Buffer; }
    }

    /// <summary>Where the object starts.</summary>
    public int Offset { get; }

    /// <summary>Length of the finished object, in bytes.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the members of the object that was begun.</summary>
    public CanonicalWriter Json
    {
        get { return _json; }
    }

    /// <summary>Starts an object; the caller writes its members up to the place of <c>sig</c>.</summary>
    public CanonicalWriter Begin()
    {
        _json.Restart(Offset);
        return _json.BeginObject();
    }

    /// <summary>Says that <c>sig</c> belongs here in the order of the members; at least one member stands before it.</summary>
    public void PlaceSignature()
    {
        _signaturePosition = _json.Position;
    }

    /// <summary>Closes the object, signs it and puts the signature in its place.</summary>
    /// <returns>The raw signature.</returns>
    public byte[] Complete()
    {
        _json.EndObject();
        int end = _json.Position;
        byte[] buffer = _json.Buffer;
        if (end + _signatureMemberCount > buffer.Length)
        {
            throw new InvalidOperationException("The record does not fit its buffer.");
        }

        byte[] signature = _signer.Sign(buffer, 0, end);
        Array.Copy(
            buffer,
            _signaturePosition,
            buffer,
            _signaturePosition + _signatureMemberCount,
            end - _signaturePosition);
        WriteSignatureMember(buffer, signature);
        Count = end + _signatureMemberCount - Offset;
        return signature;
    }

    /// <summary>A copy of the finished object.</summary>
    public byte[] ToArray()
    {
        byte[] copy = new byte[Count];
        Array.Copy(Buffer, Offset, copy, 0, Count);
        return copy;
    }

    private void WriteSignatureMember(byte[] buffer, byte[] signature)
    {
        Array.Copy(_signatureOpening, 0, buffer, _signaturePosition, _signatureOpening.Length);
        int at = _signaturePosition + _signatureOpening.Length;
        at += Base64Url.Encode(signature, 0, signature.Length, buffer, at);
        buffer[at] = (byte)'"';
    }
}
