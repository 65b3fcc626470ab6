using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>HMAC-SHA256 of the .NET runtime.</summary>
public sealed class SystemMac : IMac
{
    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        return HMACSHA256.HashData(key, buffer.AsSpan(offset, count));
    }
}
