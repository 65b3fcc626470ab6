using Wugang.Firmware.Core.Journal;

namespace Wugang.Sim.World.Board;

/// <summary>
/// A board's flash drive in memory. An append is durable when it returns true; a loss of power in the middle leaves the
/// first bytes of it, or none.
/// </summary>
public sealed class WorldStorage : IStorage
{
    private const int BitsPerByte = 8;

    private readonly SortedDictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);
    private readonly SeededRandom _random;
    private readonly Faults _faults;
    private long _bytesUntilPowerLoss = long.MaxValue;

    public WorldStorage(SeededRandom random, Faults faults)
    {
        _random = random;
        _faults = faults;
    }

    /// <summary>An append has become durable: the file's name and the bytes.</summary>
    public event Action<string, ReadOnlyMemory<byte>>? Stored;

    /// <summary>Whether the chip refuses to write.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Bytes written since the board was made, for the wear of the flash.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>Appends since the board was made; each opens and closes a file.</summary>
    public long AppendCount { get; private set; }

    /// <summary>Files deleted since the board was made.</summary>
    public long DeleteCount { get; private set; }

    /// <summary>Bytes in all files.</summary>
    public long UsedBytes => _files.Values.Sum(file => file.Length);

    /// <summary>Makes the power go after so many more bytes, in the middle of the append that reaches them.</summary>
    public void LosePowerAfter(long bytes)
    {
        _bytesUntilPowerLoss = bytes;
    }

    public string[] List()
    {
        return [.. _files.Keys];
    }

    public int Read(string name, byte[] buffer)
    {
        if (!_files.TryGetValue(name, out MemoryStream? file))
        {
            return 0;
        }

        file.Position = 0;
        return file.Read(buffer, 0, buffer.Length);
    }

    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        if (IsFailing || _random.Happens(_faults.FailedAppends))
        {
            return false;
        }

        bool isCut = count > _bytesUntilPowerLoss;
        int written = isCut ? (int)_bytesUntilPowerLoss : count;
        _bytesUntilPowerLoss = _bytesUntilPowerLoss == long.MaxValue ? long.MaxValue : _bytesUntilPowerLoss - written;
        Write(name, buffer.AsSpan(offset, written));
        if (isCut)
        {
            _bytesUntilPowerLoss = long.MaxValue;
            throw new PowerLostException();
        }

        Stored?.Invoke(name, buffer.AsMemory(offset, count));
        if (_random.Happens(_faults.RottenBits))
        {
            TurnOneBit();
        }

        return true;
    }

    public void Delete(string name)
    {
        DeleteCount += _files.Remove(name) ? 1 : 0;
    }

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        if (!_files.TryGetValue(name, out MemoryStream? file))
        {
            _files[name] = file = new MemoryStream();
        }

        file.Position = file.Length;
        file.Write(bytes);
        WrittenBytes += bytes.Length;
        AppendCount++;
    }

    private void TurnOneBit()
    {
        long bit = _random.Next(UsedBytes * BitsPerByte);
        foreach (MemoryStream file in _files.Values)
        {
            if (bit < file.Length * BitsPerByte)
            {
                file.GetBuffer()[bit / BitsPerByte] ^= (byte)(1 << (int)(bit % BitsPerByte));
                return;
            }

            bit -= file.Length * BitsPerByte;
        }
    }
}
