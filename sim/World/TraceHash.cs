using System.Buffers.Binary;

namespace Wugang.Sim.World;

/// <summary>
/// A number that stands for everything that happened, in order: two runs with the same hash took the same way. Not for
/// secrets.
/// </summary>
public sealed class TraceHash
{
    private ulong _value = 14695981039346656037;

    /// <summary>The hash of all that was added.</summary>
    public ulong Value => _value;

    public void Add(long number)
    {
        unchecked
        {
            _value = (_value ^ (ulong)number) * 1099511628211;
            _value ^= _value >> 32;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        while (bytes.Length >= sizeof(long))
        {
            Add(BinaryPrimitives.ReadInt64LittleEndian(bytes));
            bytes = bytes[sizeof(long)..];
        }

        foreach (byte rest in bytes)
        {
            Add(rest);
        }
    }

    public void Add(string text)
    {
        Add(text.Length);
        foreach (char character in text)
        {
            Add(character);
        }
    }
}
