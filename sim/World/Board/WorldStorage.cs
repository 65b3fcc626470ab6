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
    private bool _isFailing;
    private long _bytesUntilPowerLoss = long.MaxValue;

    public WorldStorage(SeededRandom random, Faults faults)
    {
        _random = random;
        _faults = faults;
    }

    /// <summary>Bytes have become durable: the file's name, where in it they begin, and the bytes. Of a torn append its first part.</summary>
    public event Action<string, long, ReadOnlyMemory<byte>>? Stored;

    /// <summary>A file was deleted.</summary>
    public event Action<string>? Deleted;

    /// <summary>A stored bit was turned over: in which file, and in which byte of it.</summary>
    public event Action<string, long>? Rotted;

    /// <summary>Whether the chip refuses to write.</summary>
    public bool IsFailing
    {
        get => _isFailing;
        set
        {
            _isFailing = value;
            HasFailed |= value;
        }
    }

    /// <summary>Whether it ever refused: what happened then need not be recorded.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Bytes written since the board was made, for the wear of the flash.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>Appends since the board was made; each opens and closes a file.</summary>
    public long AppendCount { get; private set; }

    /// <summary>Files deleted since the board was made.</summary>
    public long DeleteCount { get; private set; }

    /// <summary>Bytes in all files.</summary>
    public long UsedBytes => _files.Values.Sum(file => file.Length);

    /// <summary>
    /// Makes the power go after so many more bytes, in the middle of the append that reaches them; a file that is deleted counts
    /// as one byte.
    /// </summary>
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

        int written = (int)Math.Min(count, _bytesUntilPowerLoss);
        Write(name, buffer.AsMemory(offset, written));
        UsePower(count);

        if (_random.Happens(_faults.RottenBits))
        {
            TurnOneBit();
        }

        return true;
    }

    public void Delete(string name)
    {
        UsePower(1);
        if (_files.Remove(name))
        {
            DeleteCount++;
            Deleted?.Invoke(name);
        }
    }

    private void UsePower(int bytes)
    {
        if (bytes > _bytesUntilPowerLoss)
        {
            _bytesUntilPowerLoss = long.MaxValue;
            throw new PowerLostException();
        }

        _bytesUntilPowerLoss -= _bytesUntilPowerLoss == long.MaxValue ? 0 : bytes;
    }

    private void Write(string name, ReadOnlyMemory<byte> bytes)
    {
        if (!_files.TryGetValue(name, out MemoryStream? file))
        {
            _files[name] = file = new MemoryStream();
        }

        long position = file.Length;
        file.Position = position;
        file.Write(bytes.Span);
        WrittenBytes += bytes.Length;
        AppendCount++;
        Stored?.Invoke(name, position, bytes);
    }

    private void TurnOneBit()
    {
        long bit = _random.Next(UsedBytes * BitsPerByte);
        foreach ((string name, MemoryStream file) in _files)
        {
            if (bit < file.Length * BitsPerByte)
            {
                Rotted?.Invoke(name, bit / BitsPerByte);
                file.GetBuffer()[bit / BitsPerByte] ^= (byte)(1 << (int)(bit % BitsPerByte));
                return;
            }

            bit -= file.Length * BitsPerByte;
        }
    }
}
