namespace nanoFramework.Device.Bluetooth;

/// <summary>Takes values out of a buffer, from its start.</summary>
public class DataReader
{
    private readonly Buffer _buffer;
    private int _position;

    private DataReader(Buffer buffer)
    {
        _buffer = buffer;
    }

    public uint UnconsumedBufferLength => _buffer.Length - (uint)_position;

    public static DataReader FromBuffer(Buffer buffer)
    {
        return new DataReader(buffer);
    }

    /// <exception cref="ArgumentOutOfRangeException">Nothing is left.</exception>
    public byte ReadByte()
    {
        return _buffer.Data[Advance(1)];
    }

    /// <summary>Fills the array.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less is left than the array holds.</exception>
    public void ReadBytes(byte[] value)
    {
        Array.Copy(_buffer.Data, Advance(value.Length), value, 0, value.Length);
    }

    private int Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, UnconsumedBufferLength);
        int start = _position;
        _position += count;
        return start;
    }
}
