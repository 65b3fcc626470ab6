using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>HMAC of .NET.</summary>
internal sealed class NetMac : IMac
{
    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        return HMACSHA256.HashData(key, buffer.AsSpan(offset, count));
    }
}
