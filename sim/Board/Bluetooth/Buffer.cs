using System.Diagnostics.CodeAnalysis;

namespace nanoFramework.Device.Bluetooth;

/// <summary>Bytes that go to the radio or come from it.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The names are those of the real library.")]
[SuppressMessage("Naming", "CA1724", Justification = "The name is that of the real library.")]
public class Buffer
{
    [SuppressMessage("Design", "CA1051", Justification = "The field is that of the real library.")]
    protected uint _length;

    public Buffer(byte[] array)
    {
        Data = array;
        _length = (uint)array.Length;
    }

    public Buffer(uint capacity)
    {
        Data = new byte[capacity];
    }

    public uint Capacity => (uint)Data.Length;

    /// <exception cref="ArgumentException">More than the capacity.</exception>
    public uint Length
    {
        get => _length;
        set => _length = value <= Capacity
            ? value
            : throw new ArgumentException("A buffer cannot hold more than its capacity.", nameof(value));
    }

    internal byte[] Data { get; private set; }

    public void EnsureCapacity(uint newCapacity)
    {
        if (newCapacity > Capacity)
        {
            byte[] data = Data;
            Array.Resize(ref data, (int)newCapacity);
            Data = data;
        }
    }

    /// <summary>What is in use, on its own.</summary>
    internal byte[] ToArray()
    {
        return Data[..(int)_length];
    }
}
