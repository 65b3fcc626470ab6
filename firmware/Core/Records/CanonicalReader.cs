namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Reads the JSON that <see cref="CanonicalWriter"/> writes, token by token, and refuses every other spelling.
/// Allocates nothing; reads stay inside the given range whatever the bytes are.
/// </summary>
public sealed class CanonicalReader
{
    private const int MaxDigits = 16;

    /// <summary>What may come next.</summary>
    private enum State : byte
    {
        /// <summary>A value: at the start, or behind a name.</summary>
        Value,

        /// <summary>Behind a comma: a name in an object, a value in an array.</summary>
        Element,

        /// <summary>Behind an opening bracket.</summary>
        ElementOrClose,

        /// <summary>Behind a value; outside everything: nothing more.</summary>
        CommaOrClose,
    }

    private readonly bool[] _isObject = new bool[Limits.MaxDepth + 1];
    private readonly int[] _lastNameStart = new int[Limits.MaxDepth + 1];
    private readonly int[] _lastNameCount = new int[Limits.MaxDepth + 1];
    private byte[] _buffer;
    private int _position;
    private int _end;
    private int _depth;
    private State _state;

    /// <summary>First byte of the current name or text, quotes not counted; else of the token.</summary>
    public int TokenStart { get; private set; }

    /// <summary>Length in bytes of the current name or text as spelt, quotes not counted; else of the token.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Value of the current <see cref="JsonToken.Integer"/>.</summary>
    public long IntegerValue { get; private set; }

    /// <summary>First byte that was not read yet.</summary>
    public int Position
    {
        get { return _position; }
    }

    public void Restart(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _position = offset;
        _end = offset + count;
        _depth = 0;
        _state = State.Value;
    }

    /// <summary>Moves to the next token. After End, NotJson or NotCanonical the reader must be restarted.</summary>
    public JsonToken Read()
    {
        bool isComplete = _depth == 0 && _state == State.CommaOrClose;
        if (_position == _end)
        {
            return isComplete ? JsonToken.End : JsonToken.NotJson;
        }

        if (isComplete)
        {
            return JsonToken.NotCanonical;
        }

        byte next = _buffer[_position];
        if (_state == State.CommaOrClose && next == (byte)',')
        {
            _position++;
            _state = State.Element;
            return _position == _end ? JsonToken.NotJson : ReadElement(_buffer[_position]);
        }

        if ((_state == State.CommaOrClose || _state == State.ElementOrClose) && (next == (byte)'}' || next == (byte)']'))
        {
            return Close(next == (byte)'}');
        }

        return _state == State.CommaOrClose ? Unexpected(next) : ReadElement(next);
    }

    /// <summary>Reads the next token and, where it opens an object or array, all that is in it.</summary>
    /// <returns>The first token of the value, or what was wrong with it.</returns>
    public JsonToken ReadValue()
    {
        int outside = _depth;
        JsonToken first = Read();
        JsonToken token = first;
        while (_depth > outside && token != JsonToken.NotJson && token != JsonToken.NotCanonical)
        {
            token = Read();
        }

        return token == JsonToken.NotJson || token == JsonToken.NotCanonical ? token : first;
    }

    /// <summary>Whether the current name or text is spelt like this.</summary>
    public bool IsText(string text)
    {
        return Ascii.AreEqual(_buffer, TokenStart, TokenCount, text);
    }

    /// <summary>The current name or text, with escapes resolved.</summary>
    public string GetText()
    {
        char[] characters = new char[TokenCount];
        int count = 0;
        for (int i = 0; i < TokenCount; i++)
        {
            if (_buffer[TokenStart + i] == (byte)'\\')
            {
                i++;
            }

            characters[count++] = (char)_buffer[TokenStart + i];
        }

        return new string(characters, 0, count);
    }

    private JsonToken ReadElement(byte next)
    {
        if (_state != State.Value && _isObject[_depth])
        {
            return next == (byte)'"' ? ReadName() : Unexpected(next);
        }

        _state = State.CommaOrClose;
        switch (next)
        {
            case (byte)'{':
                return Open(true);
            case (byte)'[':
                return Open(false);
            case (byte)'"':
                return ReadString(JsonToken.Text);
            case (byte)'t':
                return ReadWord("true", JsonToken.True);
            case (byte)'f':
                return ReadWord("false", JsonToken.False);
            default:
                return next == (byte)'-' || IsDigit(next) ? ReadInteger() : Unexpected(next);
        }
    }

    private JsonToken Open(bool isObject)
    {
        if (_depth == Limits.MaxDepth)
        {
            return JsonToken.NotCanonical;
        }

        TokenStart = _position++;
        TokenCount = 1;
        _depth++;
        _isObject[_depth] = isObject;
        _lastNameCount[_depth] = -1;
        _state = State.ElementOrClose;
        return isObject ? JsonToken.BeginObject : JsonToken.BeginArray;
    }

    private JsonToken Close(bool isObject)
    {
        if (_isObject[_depth] != isObject)
        {
            return JsonToken.NotJson;
        }

        TokenStart = _position++;
        TokenCount = 1;
        _depth--;
        _state = State.CommaOrClose;
        return isObject ? JsonToken.EndObject : JsonToken.EndArray;
    }

    private JsonToken ReadName()
    {
        JsonToken token = ReadString(JsonToken.Name);
        if (token != JsonToken.Name)
        {
            return token;
        }

        if (_lastNameCount[_depth] >= 0
            && Ascii.Compare(_buffer, _lastNameStart[_depth], _lastNameCount[_depth], TokenStart, TokenCount) >= 0)
        {
            return JsonToken.NotCanonical;
        }

        _lastNameStart[_depth] = TokenStart;
        _lastNameCount[_depth] = TokenCount;
        if (_position == _end || _buffer[_position] != (byte)':')
        {
            return _position == _end ? JsonToken.NotJson : Unexpected(_buffer[_position]);
        }

        _position++;
        _state = State.Value;
        return JsonToken.Name;
    }

    private JsonToken ReadString(JsonToken kind)
    {
        byte[] buffer = _buffer;
        int end = _end;
        int at = _position + 1;
        TokenStart = at;
        while (at < end)
        {
            byte c = buffer[at];
            if (c == (byte)'"')
            {
                TokenCount = at - TokenStart;
                _position = at + 1;
                return kind;
            }

            if (c < (byte)' ')
            {
                return JsonToken.NotJson;
            }

            if (c > (byte)'~')
            {
                return JsonToken.NotCanonical;
            }

            if (c == (byte)'\\')
            {
                at++;
                if (at == end)
                {
                    return JsonToken.NotJson;
                }

                if (buffer[at] != (byte)'"' && buffer[at] != (byte)'\\')
                {
                    return JsonToken.NotCanonical;
                }
            }

            at++;
        }

        return JsonToken.NotJson;
    }

    private JsonToken ReadWord(string word, JsonToken kind)
    {
        TokenStart = _position;
        TokenCount = word.Length;
        if (_end - _position < word.Length || !Ascii.AreEqual(_buffer, _position, word.Length, word))
        {
            return JsonToken.NotJson;
        }

        _position += word.Length;
        return kind;
    }

    private JsonToken ReadInteger()
    {
        TokenStart = _position;
        bool isNegative = _buffer[_position] == (byte)'-';
        if (isNegative)
        {
            _position++;
        }

        int digitsStart = _position;
        long value = 0;
        while (_position < _end && IsDigit(_buffer[_position]))
        {
            if (_position - digitsStart == MaxDigits)
            {
                return JsonToken.NotCanonical;
            }

            value = (value * 10) + (_buffer[_position++] - '0');
        }

        int digits = _position - digitsStart;
        if (digits == 0)
        {
            return JsonToken.NotJson;
        }

        bool hasOtherSpelling = _buffer[digitsStart] == (byte)'0' && (digits > 1 || isNegative);
        if (hasOtherSpelling || value > Limits.MaxWireInteger)
        {
            return JsonToken.NotCanonical;
        }

        TokenCount = _position - TokenStart;
        IntegerValue = isNegative ? -value : value;
        return JsonToken.Integer;
    }

    private static JsonToken Unexpected(byte character)
    {
        bool isJsonElsewhere = character == (byte)' ' || character == (byte)'\n' || character == (byte)'\r'
            || character == (byte)'\t' || character == (byte)'.' || character == (byte)'e' || character == (byte)'E'
            || character == (byte)'n';
        return isJsonElsewhere ? JsonToken.NotCanonical : JsonToken.NotJson;
    }

    private static bool IsDigit(byte character)
    {
        return character >= (byte)'0' && character <= (byte)'9';
    }
}
