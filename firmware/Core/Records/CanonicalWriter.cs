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
    private const int MaxIntegerCharacters = 17; // a sign and the 16 digits of 2^53 - 1

    private readonly byte[] _buffer;
    private readonly int[] _lastNameStart = new int[Limits.MaxDepth + 1];
    private readonly int[] _lastNameCount = new int[Limits.MaxDepth + 1];
    private readonly byte[] _digits = new byte[MaxIntegerCharacters];
    private int _position;
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
    public int Position
    {
        get { return _position; }
    }

    /// <summary>Forgets what was written and starts at <paramref name="position"/>.</summary>
    public void Restart(int position)
    {
        _position = position;
        _depth = 0;
        _needsComma = false;
    }

    public CanonicalWriter BeginObject()
    {
        return Begin((byte)'{');
    }

    public CanonicalWriter EndObject()
    {
        return End((byte)'}');
    }

    public CanonicalWriter BeginArray()
    {
        return Begin((byte)'[');
    }

    public CanonicalWriter EndArray()
    {
        return End((byte)']');
    }

    /// <summary>Writes a member name: lower-case ASCII, above the name before it in this object.</summary>
    public CanonicalWriter Name(string name)
    {
        Separate(name.Length + 3);
        int start = _position + 1;
        int count = PutQuoted(name);
        _buffer[_position++] = (byte)':';
        if (_lastNameCount[_depth] > 0
            && Ascii.Compare(_buffer, _lastNameStart[_depth], _lastNameCount[_depth], start, count) >= 0)
        {
            throw new InvalidOperationException("Member '" + name + "' is out of order.");
        }

        _lastNameStart[_depth] = start;
        _lastNameCount[_depth] = count;
        return this;
    }

    /// <summary>Writes an integer of at most 2^53 − 1 in size.</summary>
    public CanonicalWriter Integer(long value)
    {
        if (value > Limits.MaxWireInteger || value < -Limits.MaxWireInteger)
        {
            throw new InvalidOperationException("An integer on the wire is at most 2^53 - 1.");
        }

        long rest = value < 0 ? -value : value;
        byte[] digits = _digits;
        int first = MaxIntegerCharacters;
        do
        {
            long tens = rest / 10;
            digits[--first] = (byte)('0' + (int)(rest - (tens * 10)));
            rest = tens;
        }
        while (rest > 0);

        if (value < 0)
        {
            digits[--first] = (byte)'-';
        }

        int count = MaxIntegerCharacters - first;
        Separate(count);
        Array.Copy(digits, first, _buffer, _position, count);
        _position += count;
        _needsComma = true;
        return this;
    }

    /// <summary>Writes printable ASCII text.</summary>
    public CanonicalWriter Text(string value)
    {
        Separate(value.Length + 2);
        int start = _position + 1;
        int end = start + PutQuoted(value);
        byte[] buffer = _buffer;
        for (int i = start; i < end; i++)
        {
            byte c = buffer[i];
            if (c < (byte)' ' || c > (byte)'~')
            {
                throw new InvalidOperationException("Text on the wire is printable ASCII.");
            }

            if (c == (byte)'"' || c == (byte)'\\')
            {
                InsertBackslash(i++);
                end++;
            }
        }

        _needsComma = true;
        return this;
    }

    /// <summary>Writes bytes as base64url text.</summary>
    public CanonicalWriter Bytes(byte[] value, int offset, int count)
    {
        Separate(Base64Url.EncodedLength(count) + 2);
        _buffer[_position++] = (byte)'"';
        _position += Base64Url.Encode(value, offset, count, _buffer, _position);
        _buffer[_position++] = (byte)'"';
        _needsComma = true;
        return this;
    }

    /// <summary>Writes a value that is canonical JSON already.</summary>
    public CanonicalWriter Canonical(byte[] value, int offset, int count)
    {
        Separate(count);
        Array.Copy(value, offset, _buffer, _position, count);
        _position += count;
        _needsComma = true;
        return this;
    }

    public CanonicalWriter Boolean(bool value)
    {
        string word = value ? "true" : "false";
        Separate(word.Length);
        _position += Ascii.Write(word, _buffer, _position);
        _needsComma = true;
        return this;
    }

    private CanonicalWriter Begin(byte bracket)
    {
        if (_depth == Limits.MaxDepth)
        {
            throw new InvalidOperationException("The record nests too deep.");
        }

        Separate(1);
        _buffer[_position++] = bracket;
        _depth++;
        _lastNameCount[_depth] = 0;
        _needsComma = false;
        return this;
    }

    private CanonicalWriter End(byte bracket)
    {
        Reserve(1);
        _buffer[_position++] = bracket;
        _depth--;
        _needsComma = true;
        return this;
    }

    /// <summary>Puts the comma that belongs before the next value or name, if one does, and makes sure of its room.</summary>
    private void Separate(int count)
    {
        if (_needsComma)
        {
            Reserve(count + 1);
            _buffer[_position++] = (byte)',';
            _needsComma = false;
        }
        else
        {
            Reserve(count);
        }
    }

    /// <summary>Puts a text with its quotes, for which there is room.</summary>
    /// <returns>How many bytes stand between the quotes.</returns>
    private int PutQuoted(string text)
    {
        byte[] buffer = _buffer;
        int at = _position;
        buffer[at++] = (byte)'"';
        int count = Ascii.Write(text, buffer, at);
        at += count;
        buffer[at++] = (byte)'"';
        _position = at;
        return count;
    }

    private void InsertBackslash(int at)
    {
        Reserve(1);
        Array.Copy(_buffer, at, _buffer, at + 1, _position - at);
        _buffer[at] = (byte)'\\';
        _position++;
    }

    private void Reserve(int count)
    {
        if (_position + count > _buffer.Length)
        {
            throw new InvalidOperationException("The record does not fit its buffer.");
        }
    }
}
