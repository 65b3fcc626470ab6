using System.Security.Cryptography;
using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>HMAC-SHA256 of the .NET runtime; one for each key is the fastest.</summary>
public sealed class SystemMac : IMac
{
    // Setting a key up takes longer than the hash of a record: that of the newest key is kept ready.
    private readonly Lock _lock = new();
    private byte[]? _key;
    private IncrementalHash? _hash;

    public byte[] ComputeHmacSha256(byte[] key, byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            if (_hash is null || !ReferenceEquals(key, _key))
            {
                _hash?.Dispose();
                _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
                _key = key;
            }

            _hash.AppendData(buffer, offset, count);
            return _hash.GetHashAndReset();
        }
    }
}
