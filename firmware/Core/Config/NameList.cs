using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the names of the items of one list: each fit for a record and a topic, none twice.</summary>
internal sealed class NameList
{
    private readonly string[] _names;
    private readonly string[] _paths;
    private int _count;

    public NameList(int maxNames)
    {
        _names = new string[maxNames];
        _paths = new string[maxNames];
    }

    public string Read(SettingsObject item)
    {
        string name = item.ReadText("name", 1);
        if (name.Length > 0 && !Ascii.IsName(name, Limits.MaxNameCharacters))
        {
            item.Refuse("name", "must be 1 to 24 of a-z, 0-9 and '_'");
        }

        for (int i = 0; i < _count; i++)
        {
            if (name.Length > 0 && _names[i] == name)
            {
                item.Refuse("name", "is " + name + ", which " + _paths[i] + " has");
            }
        }

        _names[_count] = name;
        _paths[_count] = item.PathOf("name");
        _count++;
        return name;
    }
}
