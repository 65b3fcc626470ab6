using System.Collections;

namespace Wugang.Firmware.Core.Config;

/// <summary>The names of an object's members in the order of their characters: a hash table has none that would be the same everywhere.</summary>
internal static class SortedNames
{
    public static ArrayList Of(Hashtable members)
    {
        ArrayList sorted = new ArrayList();
        foreach (object key in members.Keys)
        {
            Insert(sorted, (string)key);
        }

        return sorted;
    }

    private static void Insert(ArrayList sorted, string name)
    {
        int place = sorted.Count;
        while (place > 0 && IsBefore(name, (string)sorted[place - 1]))
        {
            place--;
        }

        sorted.Insert(place, name);
    }

    private static bool IsBefore(string first, string second)
    {
        int shared = first.Length < second.Length ? first.Length : second.Length;
        for (int i = 0; i < shared; i++)
        {
            if (first[i] != second[i])
            {
                return first[i] < second[i];
            }
        }

        return first.Length < second.Length;
    }
}
