using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Writes JSON that is canonical by construction (RFC 8785, restricted to ASCII text and integers) into one
/// buffer that is used again for every record: nothing is allocated.
/// </summary>
/// <remarks>
/// The runtime's interpreter is slow and its library is machine code: whole texts are copied and looked through by the library, digits are
/// copied in pairs, and what never changes can be kept as bytes (<see cref="Fixed"/>).
/// Members must come in lexicographic order; the writer checks it. A caller that breaks the grammar, the order
/// or the size gets an <see cref="InvalidOperationException"/>: a programming error, never a state of the world.
/// </remarks>
public sealed class CanonicalWriter
{
    private const int MaxIntegerCharacters = 17; // a sign and the 16 digits of 2^53 - 1

    // 00, 01, 02, …, 99.
    private static readonly byte[] DigitPairs = MakeDigitPairs();

    // What cannot stand in a text as it is: controls, quote, backslash, delete.
    private static readonly char[] Special = MakeSpecial();

    private readonly byte[] _buffer;

    // Where the newest name of each open object begins, 0 where it has none yet.
    private readonly int[] _lastNameStart = new int[Limits.MaxDepth + 1];
    private readonly byte[] _digits = new byte[MaxIntegerCharacters];
    private int _position;
    private int _depth;

    // 1 where a comma belongs before the next value or name, else 0.
    private int _comma;

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
        _comma = 0;
    }

    /// <summary>Writes what never changes, with all its punctuation up to a value or the object's end: canonical where it stands, which nobody checks here.</summary>
    public CanonicalWriter Fixed(byte[] text)
    {
        int at = _position;
        int end = at + text.Length;
        if (end > _buffer.Length)
        {
            throw NoRoom();
        }

        Array.Copy(text, 0, _buffer, at, text.Length);
        _position = end;
        _comma = 0;
        return this;
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
        int count = name.Length;
        int start = Separate(count + 3) + 1;
        byte[] buffer = _buffer;
        int end = start + count;
        buffer[start - 1] = (byte)'"';
        Ascii.Write(name, buffer, start);
        buffer[end] = (byte)'"';
        buffer[end + 1] = (byte)':';
        int last = _lastNameStart[_depth];
        if (last != 0 && buffer[last] >= buffer[start] && !IsAbove(last, start))
        {
            throw new InvalidOperationException("Member '" + name + "' is out of order.");
        }

        _lastNameStart[_depth] = start;
        _position = end + 2;
        _comma = 0;
        return this;
    }

    /// <summary>Writes an integer of at most 2^53 − 1 in size.</summary>
    public CanonicalWriter Integer(long value)
    {
        if (value > Limits.MaxWireInteger || value < -Limits.MaxWireInteger)
        {
            throw new InvalidOperationException("An integer on the wire is at most 2^53 - 1.");
        }

        byte[] digits = _digits;
        int first = PutDigits(value < 0 ? -value : value, digits);
        if (value < 0)
        {
            digits[--first] = (byte)'-';
        }

        int count = MaxIntegerCharacters - first;
        int at = Separate(count);
        Array.Copy(digits, first, _buffer, at, count);
        _position = at + count;
        _comma = 1;
        return this;
    }

    /// <summary>Writes printable ASCII text.</summary>
    public CanonicalWriter Text(string value)
    {
        int count = value.Length;
        int start = Separate(count + 2) + 1;
        byte[] buffer = _buffer;
        buffer[start - 1] = (byte)'"';
        Ascii.Write(value, buffer, start);
        buffer[start + count] = (byte)'"';
        _position = start + count + 1;
        _comma = 1;
        if (value.IndexOfAny(Special) >= 0)
        {
            Escape(start, start + count);
        }

        return this;
    }

    /// <summary>Writes bytes as base64url text.</summary>
    public CanonicalWriter Bytes(byte[] value, int offset, int count)
    {
        int at = Separate(Base64Url.EncodedLength(count) + 2);
        byte[] buffer = _buffer;
        buffer[at++] = (byte)'"';
        at += Base64Url.Encode(value, offset, count, buffer, at);
        buffer[at] = (byte)'"';
        _position = at + 1;
        _comma = 1;
        return this;
    }

    /// <summary>Writes a value that is canonical JSON already.</summary>
    public CanonicalWriter Canonical(byte[] value, int offset, int count)
    {
        int at = Separate(count);
        Array.Copy(value, offset, _buffer, at, count);
        _position = at + count;
        _comma = 1;
        return this;
    }

    public CanonicalWriter Boolean(bool value)
    {
        string word = value ? "true" : "false";
        int at = Separate(word.Length);
        _position = at + Ascii.Write(word, _buffer, at);
        _comma = 1;
        return this;
    }

    private CanonicalWriter Begin(byte bracket)
    {
        if (_depth == Limits.MaxDepth)
        {
            throw new InvalidOperationException("The record nests too deep.");
        }

        int at = Separate(1);
        _buffer[at] = bracket;
        _position = at + 1;
        _depth++;
        _lastNameStart[_depth] = 0;
        _comma = 0;
        return this;
    }

    private CanonicalWriter End(byte bracket)
    {
        int at = _position;
        if (at == _buffer.Length)
        {
            throw NoRoom();
        }

        _buffer[at] = bracket;
        _position = at + 1;
        _depth--;
        _comma = 1;
        return this;
    }

    /// <summary>Puts the comma that belongs before the next value or name, if one does, and makes sure of its room.</summary>
    /// <returns>Where the value or name begins.</returns>
    private int Separate(int count)
    {
        byte[] buffer = _buffer;
        int at = _position + _comma;
        if (at + count > buffer.Length)
        {
            throw NoRoom();
        }

        // Where none belongs, what comes now overwrites it.
        buffer[_position] = (byte)',';
        return at;
    }

    /// <summary>Puts digits behind which nothing follows.</summary>
    /// <returns>Where they begin.</returns>
    private static int PutDigits(long value, byte[] digits)
    {
        int first = MaxIntegerCharacters;
        while (value > int.MaxValue)
        {
            long hundreds = value / 100;
            first -= 2;
            Array.Copy(DigitPairs, (int)(value - (hundreds * 100)) * 2, digits, first, 2);
            value = hundreds;
        }

        // Arithmetic on 32 bits takes fewer instructions.
        int rest = (int)value;
        while (rest > 9)
        {
            int hundreds = rest / 100;
            first -= 2;
            Array.Copy(DigitPairs, (rest - (hundreds * 100)) * 2, digits, first, 2);
            rest = hundreds;
        }

        if (rest > 0 || first == MaxIntegerCharacters)
        {
            digits[--first] = (byte)('0' + rest);
        }

        return first;
    }

    /// <summary>Whether a name stands above the one before it in the order of members. Each ends with a quote, which is below all that a name has.</summary>
    private bool IsAbove(int before, int name)
    {
        byte[] buffer = _buffer;
        while (buffer[before] == buffer[name] && buffer[name] != (byte)'"')
        {
            before++;
            name++;
        }

        return buffer[before] < buffer[name];
    }

    /// <summary>Puts a backslash before each quote and backslash of a text that was just written.</summary>
    private void Escape(int start, int end)
    {
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
    }

    private void InsertBackslash(int at)
    {
        if (_position == _buffer.Length)
        {
            throw NoRoom();
        }

        Array.Copy(_buffer, at, _buffer, at + 1, _position - at);
        _buffer[at] = (byte)'\\';
        _position++;
    }

    private static InvalidOperationException NoRoom()
    {
        return new InvalidOperationException("The record does not fit its buffer.");
    }

    private static byte[] MakeDigitPairs()
    {
        byte[] pairs = new byte[200];
        for (int i = 0; i < pairs.Length; i += 2)
        {
            pairs[i] = (byte)('0' + (i / 20));
            pairs[i + 1] = (byte)('0' + (i / 2 % 10));
        }

        return pairs;
    }

    private static char[] MakeSpecial()
    {
        char[] special = new char[' ' + 3];
        for (int i = 0; i < ' '; i++)
        {
            special[i] = (char)i;
        }

        special[' '] = '"';
        special[' ' + 1] = '\\';
        special[' ' + 2] = '\u007F';
        return special;
    }
}
