namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// A small value that is replaced as a whole and survives a loss of power at any moment: two files that take turns,
/// each a frame that starts with a counter. What <see cref="Save"/> said is stored is what <see cref="Load"/> finds.
/// </summary>
public sealed class Slot
{
    private const int CounterBytes = 4;

    private readonly IStorage _storage;
    private readonly string _name;
    private readonly byte[] _content;
    private readonly byte[] _frame;
    private uint _counter;

    /// <param name="storage">Where the two files are.</param>
    /// <param name="name">Their name without the ending, at most 8 characters.</param>
    /// <param name="valueBytes">Length of the value, in bytes.</param>
    public Slot(IStorage storage, string name, int valueBytes)
    {
        _storage = storage;
        _name = name;
        _content = new byte[CounterBytes + valueBytes];
        _frame = new byte[Frame.HeaderBytes + CounterBytes + valueBytes];
    }

    /// <summary>Reads the newest value into <paramref name="value"/>, which is left alone where there is none.</summary>
    public bool Load(byte[] value)
    {
        bool isFound = LoadFile(".a", value);
        return LoadFile(".b", value) || isFound;
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
        int count = Frame.Write(_content, 0, _content.Length, _frame);
        string file = _name + (counter % 2 == 0 ? ".a" : ".b");
        _storage.Delete(file);
        if (!_storage.Append(file, _frame, 0, count))
        {
            return false;
        }

        _counter = counter;
        return true;
    }

    private bool LoadFile(string ending, byte[] value)
    {
        int count = _storage.Read(_name + ending, _frame);
        if (Frame.ContentCount(_frame, 0, count) != _content.Length)
        {
            return false;
        }

        uint counter = 0;
        for (int i = 0; i < CounterBytes; i++)
        {
            counter |= (uint)_frame[Frame.HeaderBytes + i] << (8 * i);
        }

        if (counter <= _counter)
        {
            return false;
        }

        _counter = counter;
        System.Array.Copy(_frame, Frame.HeaderBytes + CounterBytes, value, 0, value.Length);
        return true;
    }
}
