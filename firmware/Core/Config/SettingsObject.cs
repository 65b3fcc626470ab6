using System.Collections;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// One JSON object within the settings. Each member is asked for by name and checked; what does not fit is noted with its
/// path, and something harmless is returned, so that reading goes on and finds all faults.
/// </summary>
internal sealed class SettingsObject
{
    private readonly Hashtable _members;
    private readonly ArrayList _known = new ArrayList();
    private readonly SettingsErrors _errors;

    /// <param name="members">Names with their values, as a JSON reader gives them.</param>
    /// <param name="path">Where the object is; empty for the settings as a whole.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public SettingsObject(Hashtable members, string path, SettingsErrors errors)
    {
        _members = members;
        Path = path;
        _errors = errors;
    }

    /// <summary>Where the object is.</summary>
    public string Path { get; }

    public bool Has(string name)
    {
        return _members.Contains(name);
    }

    /// <summary>Notes that a member does not fit.</summary>
    public void Refuse(string name, string requirement)
    {
        _errors.Add(PathOf(name), requirement);
    }

    public string PathOf(string name)
    {
        return Path.Length == 0 ? name : Path + "." + name;
    }

    /// <summary>A whole number that must be there.</summary>
    /// <returns>Whether it fits; where it does not, <paramref name="value"/> is <paramref name="minimum"/>.</returns>
    public bool TryReadInteger(string name, int minimum, int maximum, out int value)
    {
        object member = Take(name);
        long number = member is int ? (int)member : member is long ? (long)member : long.MaxValue;
        bool isFitting = number >= minimum && number <= maximum;
        value = isFitting ? (int)number : minimum;
        if (!isFitting)
        {
            Refuse(name, "must be a whole number from " + minimum.ToString() + " to " + maximum.ToString());
        }

        return isFitting;
    }

    /// <summary>A whole number that must be there; <paramref name="minimum"/> where it does not fit.</summary>
    public int ReadInteger(string name, int minimum, int maximum)
    {
        int value;
        TryReadInteger(name, minimum, maximum, out value);
        return value;
    }

    /// <summary>A whole number, or <paramref name="otherwise"/> where the member is left out.</summary>
    public int ReadInteger(string name, int minimum, int maximum, int otherwise)
    {
        return Has(name) ? ReadInteger(name, minimum, maximum) : otherwise;
    }

    /// <summary>True or false, or <paramref name="otherwise"/> where the member is left out.</summary>
    public bool ReadBoolean(string name, bool otherwise)
    {
        object value = Take(name);
        if (value is bool)
        {
            return (bool)value;
        }

        if (Has(name))
        {
            Refuse(name, "must be true or false");
        }

        return otherwise;
    }

    /// <summary>One of some words, or <paramref name="otherwise"/> where the member is left out and that is not 0.</summary>
    /// <returns>Number of the word, from 1; 0 where the member does not fit.</returns>
    public int ReadWord(string name, WireNames words, int otherwise)
    {
        if (!Has(name) && otherwise != 0)
        {
            return otherwise;
        }

        string text = Take(name) as string;
        int word = text == null ? 0 : words.Find(text);
        if (word == 0)
        {
            Refuse(name, "must be " + words.List());
        }

        return word;
    }

    /// <summary>A text of printable ASCII that must be there.</summary>
    /// <returns>The text; empty where it does not fit.</returns>
    public string ReadText(string name, int minCharacters)
    {
        string text = Take(name) as string;
        if (text != null && text.Length >= minCharacters && text.Length <= Limits.MaxTextCharacters && IsPrintable(text))
        {
            return text;
        }

        Refuse(
            name,
            "must be a text of " + minCharacters.ToString() + " to " + Limits.MaxTextCharacters.ToString()
                + " printable ASCII characters");
        return "";
    }

    /// <summary>An object that may be left out.</summary>
    /// <returns>The object; null where it is left out or does not fit.</returns>
    public SettingsObject ReadObject(string name)
    {
        Hashtable members = Take(name) as Hashtable;
        if (members != null)
        {
            return new SettingsObject(members, PathOf(name), _errors);
        }

        if (Has(name))
        {
            Refuse(name, "must be an object in braces");
        }

        return null;
    }

    /// <summary>An object that must be there.</summary>
    /// <returns>The object; an empty one where it is left out or does not fit.</returns>
    public SettingsObject RequireObject(string name)
    {
        SettingsObject found = ReadObject(name);
        return found != null ? found : new SettingsObject(new Hashtable(), PathOf(name), _errors);
    }

    /// <summary>A list that may be left out.</summary>
    /// <returns>The items; none where the list is left out or does not fit.</returns>
    public ArrayList ReadList(string name, int maxItems)
    {
        ArrayList items = Take(name) as ArrayList;
        if (items != null && items.Count <= maxItems)
        {
            return items;
        }

        if (Has(name))
        {
            Refuse(name, "must be a list in brackets of at most " + maxItems.ToString() + " items");
        }

        return new ArrayList();
    }

    /// <summary>An item of a list that must be an object; null where it is none.</summary>
    public SettingsObject ItemOf(ArrayList items, string listName, int index)
    {
        Hashtable members = items[index] as Hashtable;
        if (members == null)
        {
            _errors.Add(PathOfItem(listName, index), "must be an object in braces");
            return null;
        }

        return new SettingsObject(members, PathOfItem(listName, index), _errors);
    }

    public string PathOfItem(string listName, int index)
    {
        return PathOf(listName) + "[" + index.ToString() + "]";
    }

    /// <summary>Notes each member that nobody asked for, in the order of their names.</summary>
    public void Finish()
    {
        ArrayList names = SortedNames.Of(_members);
        for (int i = 0; i < names.Count; i++)
        {
            if (!_known.Contains(names[i]))
            {
                Refuse(Show((string)names[i]), "is not a setting");
            }
        }
    }

    private object Take(string name)
    {
        _known.Add(name);
        return _members[name];
    }

    private static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' || text[i] > '~')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name that nobody knows, fit for a record: short and printable.</summary>
    private static string Show(string name)
    {
        string start = name.Length > Limits.MaxNameCharacters ? name.Substring(0, Limits.MaxNameCharacters) : name;
        char[] characters = start.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = characters[i] < ' ' || characters[i] > '~' ? '?' : characters[i];
        }

        return new string(characters);
    }
}
