using System;
using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's own HMAC-SHA256, which takes whole arrays only.</summary>
public sealed class HmacMac : IMac
{
    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        if (offset == 0 && count == buffer.Length)
        {
            return HMACSHA256.HashData(key, buffer);
        }

        byte[] message = new byte[count];
        Array.Copy(buffer, offset, message, 0, count);
        return HMACSHA256.HashData(key, message);
    }
}
