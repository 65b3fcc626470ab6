using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.World.Board;

/// <summary>A board's HMAC-SHA256, computed for real.</summary>
public sealed class WorldMac : IMac
{
    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        return HMACSHA256.HashData(key, buffer.AsSpan(offset, count));
    }
}
