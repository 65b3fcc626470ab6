namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// A small value that is replaced as a whole and survives a loss of power at any moment: two files that take turns,
/// each a frame that starts with a counter. What <see cref="Save"/> said is stored is what <see cref="Load"/> finds. A value that
/// fits twice into the small files that cost the flash no block of their own stands in its file twice, so that a bit that turns
/// over does not bring back the value before it.
/// </summary>
public sealed class Slot
{
    /// <summary>How the names of the two files end.</summary>
    public const string FirstEnding = ".a";

    /// <summary>See <see cref="FirstEnding"/>.</summary>
    public const string SecondEnding = ".b";

    private const int CounterBytes = 4;

    // littlefs keeps a file of at most so many bytes in its directory's block.
    private const int SmallFileBytes = 512;

    private readonly IStorage _storage;
    private readonly string _name;
    private readonly byte[] _content;
    private readonly byte[] _frame;
    private readonly int _frameBytes;
    private uint _counter;

    /// <param name="storage">Where the two files are.</param>
    /// <param name="name">Their name without the ending, at most 8 characters.</param>
    /// <param name="valueBytes">Length of the value, in bytes.</param>
    public Slot(IStorage storage, string name, int valueBytes)
    {
        _storage = storage;
        _name = name;
        _content = new byte[CounterBytes + valueBytes];
        _frameBytes = Frame.HeaderBytes + CounterBytes + valueBytes;
        _frame = new byte[2 * _frameBytes <= SmallFileBytes ? 2 * _frameBytes : _frameBytes];
    }

    /// <summary>Reads the newest value into <paramref name="value"/>, which is left alone where there is none.</summary>
    public bool Load(byte[] value)
    {
        bool isFound = LoadFile(FirstEnding, value);
        return LoadFile(SecondEnding, value) || isFound;
    }

    /// <summary>Replaces the value.</summary>
    /// <returns>False if it may not survive a loss of power; the value before it then still does.</returns>
    public bool Save(byte[] value)
    {
        uint counter = unchecked(_counter + 1);
        for (int i = 0; i < CounterBytes; i++)
        {
            _content[i] = (byte)((counter >> (8 * i)) & 0xFF);
        }

        System.Array.Copy(value, 0, _content, CounterBytes, value.Length);
        Frame.Write(_content, 0, _content.Length, _frame);
        System.Array.Copy(_frame, 0, _frame, _frame.Length - _frameBytes, _frameBytes);
        string file = _name + (counter % 2 == 0 ? FirstEnding : SecondEnding);
        _storage.Delete(file);
        if (!_storage.Append(file, _frame, 0, _frame.Length))
        {
            return false;
        }

        _counter = counter;
        return true;
    }

    private bool LoadFile(string ending, byte[] value)
    {
        int count = _storage.Read(_name + ending, _frame);
        int start = Frame.ContentCount(_frame, 0, count) == _content.Length ? 0 : _frame.Length - _frameBytes;
        if (Frame.ContentCount(_frame, start, count) != _content.Length)
        {
            return false;
        }

        start += Frame.HeaderBytes;
        uint counter = 0;
        for (int i = 0; i < CounterBytes; i++)
        {
            counter |= (uint)_frame[start + i] << (8 * i);
        }

        if (counter <= _counter)
        {
            return false;
        }

        _counter = counter;
        System.Array.Copy(_frame, start + CounterBytes, value, 0, value.Length);
        return true;
    }
}
