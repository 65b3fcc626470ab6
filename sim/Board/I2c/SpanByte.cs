namespace System;

/// <summary>A stretch of bytes, as nanoFramework has it in the place of <c>Span&lt;byte&gt;</c>.</summary>
public readonly ref struct SpanByte
{
    public SpanByte(byte[] array)
        : this(array, 0, array.Length)
    {
    }

    public SpanByte(byte[] array, int start, int length)
    {
        Bytes = array.AsSpan(start, length);
    }

    public int Length => Bytes.Length;

    internal Span<byte> Bytes { get; }

    public static implicit operator SpanByte(byte[] array)
    {
        return new SpanByte(array);
    }
}
