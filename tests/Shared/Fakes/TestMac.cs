using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>HMAC of the platform, which has the same call on the desktop and on the chip.</summary>
internal sealed class TestMac : IMac
{
    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        return HMACSHA256.HashData(key, Bytes.Slice(buffer, offset, count));
    }
}
