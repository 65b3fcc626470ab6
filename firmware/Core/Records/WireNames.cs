using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>Names on the wire of an enum whose members count from 1.</summary>
public sealed class WireNames
{
    private readonly string[] _names;

    public WireNames(params string[] names)
    {
        _names = names;
    }

    /// <exception cref="ArgumentOutOfRangeException">No member has this number.</exception>
    public string Of(int member)
    {
        if (member < 1 || member > _names.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(member));
        }

        return _names[member - 1];
    }

    /// <summary>All names as a sentence has them: <c>a, b or c</c>.</summary>
    public string List()
    {
        string list = _names[0];
        for (int i = 1; i < _names.Length; i++)
        {
            list += (i == _names.Length - 1 ? " or " : ", ") + _names[i];
        }

        return list;
    }

    /// <summary>Number of the member of this name, or 0 if there is none.</summary>
    public int Find(string name)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (_names[i] == name)
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Number of the member that the reader's current text names, or 0 if there is none.</summary>
    public int Find(CanonicalReader reader)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (reader.IsText(_names[i]))
            {
                return i + 1;
            }
        }

        return 0;
    }
}
