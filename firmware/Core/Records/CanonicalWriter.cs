using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Writes JSON that is canonical by construction (RFC 8785, restricted to ASCII text and integers) into one
/// buffer that is used again for every record: nothing is allocated.
/// </summary>
/// <remarks>
/// Members must come in lexicographic order; the writer checks it. A caller that breaks the grammar, the order
/// or the size gets an <see cref="InvalidOperationException"/>: a programming error, never a state of the world.
/// </remarks>
public sealed class CanonicalWriter
{
    private readonly byte[] _buffer;
    private readonly int[] _lastNameStart = new int[Limits.MaxDepth + 1];
    private readonly int[] _lastNameCount = new int[Limits.MaxDepth + 1];
    private int _depth;
    private bool _needsComma;

    public CanonicalWriter(byte[] buffer)
    {
        _buffer = buffer;
    }

    /// <summary>The buffer that was given to the constructor.</summary>
    public byte[] Buffer
    {
        get { return _buffer; }
    }

    /// <summary>Where the next byte goes.</summary>
    public int Position { get; private set; }

    /// <summary>Forgets what was written and starts at <paramref name="position"/>.</summary>
    public void Restart(int position)
    {
        Position = position;
        _depth = 0;
        _needsComma = false;
    }

    public CanonicalWriter BeginObject()
    {
        return Begin('{');
    }

    public CanonicalWriter EndObject()
    {
        return End('}');
    }

    public CanonicalWriter BeginArray()
    {
        return Begin('[');
    }

    public CanonicalWriter EndArray()
    {
        return End(']');
    }

    /// <summary>Writes a member name: lower-case ASCII, above the name before it in this object.</summary>
    public CanonicalWriter Name(string name)
    {
        Separate();
        Put('"');
        int start = Position;
        for (int i = 0; i < name.Length; i++)
        {
            Put(name[i]);
        }

        int count = Position - start;
        if (_lastNameCount[_depth] > 0
            && Ascii.Compare(_buffer, _lastNameStart[_depth], _lastNameCount[_depth], start, count) >= 0)
        {
            throw new InvalidOperationException("Member '" + name + "' is out of order.");
        }

        _lastNameStart[_depth] = start;
        _lastNameCount[_depth] = count;
        Put('"');
        Put(':');
        return this;
    }

    /// <summary>Writes an integer of at most 2^53 − 1 in size.</summary>
    public CanonicalWriter Integer(long value)
    {
        if (value > Limits.MaxWireInteger || value < -Limits.MaxWireInteger)
        {
            throw new InvalidOperationException("An integer on the wire is at most 2^53 - 1.");
        }

        Separate();
        if (value < 0)
        {
            Put('-');
            value = -value;
        }

        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10)
        {
            digits++;
        }

        Reserve(digits);
        for (int at = Position + digits - 1; at >= Position; at--)
        {
            _buffer[at] = (byte)('0' + (int)(value % 10));
            value /= 10;
        }

        Position += digits;
        _needsComma = true;
        return this;
    }

    /// <summary>Writes printable ASCII text.</summary>
    public CanonicalWriter Text(string value)
    {
        Separate();
        Put('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c < ' ' || c > '~')
            {
                throw new InvalidOperationException("Text on the wire is printable ASCII.");
            }

            if (c == '"' || c == '\\')
            {
                Put('\\');
            }

            Put(c);
        }

        Put('"');
        _needsComma = true;
        return this;
    }

    /// <summary>Writes bytes as base64url text.</summary>
    public CanonicalWriter Bytes(byte[] value, int offset, int count)
    {
        Separate();
        Put('"');
        Reserve(Base64Url.EncodedLength(count));
        Position += Base64Url.Encode(value, offset, count, _buffer, Position);
        Put('"');
        _needsComma = true;
        return this;
    }

    /// <summary>Writes a value that is canonical JSON already.</summary>
    public CanonicalWriter Canonical(byte[] value, int offset, int count)
    {
        Separate();
        Reserve(count);
        Array.Copy(value, offset, _buffer, Position, count);
        Position += count;
        _needsComma = true;
        return this;
    }

    public CanonicalWriter Boolean(bool value)
    {
        Separate();
        string word = value ? "true" : "false";
        for (int i = 0; i < word.Length; i++)
        {
            Put(word[i]);
        }

        _needsComma = true;
        return this;
    }

    private CanonicalWriter Begin(char bracket)
    {
        Separate();
        if (_depth == Limits.MaxDepth)
        {
            throw new InvalidOperationException("The record nests too deep.");
        }

        Put(bracket);
        _depth++;
        _lastNameCount[_depth] = 0;
        _needsComma = false;
        return this;
    }

    private CanonicalWriter End(char bracket)
    {
        Put(bracket);
        _depth--;
        _needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Put(',');
            _needsComma = false;
        }
    }

    private void Put(char character)
    {
        Reserve(1);
        _buffer[Position++] = (byte)character;
    }

    private void Reserve(int count)
    {
        if (Position + count > _buffer.Length)
        {
            throw new InvalidOperationException("The record does not fit its buffer.");
        }
    }
}
