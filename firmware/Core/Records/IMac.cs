namespace Wugang.Firmware.Core.Records;

/// <summary>HMAC-SHA256 (RFC 2104, FIPS 180-4), native on the board.</summary>
public interface IMac
{
    /// <summary>The 32 bytes of HMAC-SHA256 over a range of the buffer.</summary>
    byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count);
}
