namespace Wugang.Tests.Shared.Fakes;

/// <summary>Records that a node has sent, each once however often it was sent; without those of starts.</summary>
internal static class SentRecords
{
    /// <summary>The record of a meter's readings in this place, from 0; empty where there is none.</summary>
    public static string OfMeter(TestBoard board, string meter, int place)
    {
        string name = "\"meter\":\"" + meter + "\",\"";
        string[] records = board.Link.On("/journal");
        int found = 0;
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i].Contains(name) && records[i].Contains("\"kind\":\"meter\"") && IsNew(records, i) && found++ == place)
            {
                return records[i];
            }
        }

        return "";
    }

    /// <summary>The record with this part in this place, from 0; empty where there is none.</summary>
    public static string Find(TestBoard board, string part, int place)
    {
        string[] records = board.Link.On("/journal");
        int found = 0;
        for (int i = 0; i < records.Length; i++)
        {
            bool isWanted = records[i].Contains(part) && !records[i].Contains("\"kind\":\"boot\"");
            if (isWanted && IsNew(records, i) && found++ == place)
            {
                return records[i];
            }
        }

        return "";
    }

    /// <summary>How many records have this part.</summary>
    public static int Count(TestBoard board, string part)
    {
        int count = 0;
        while (Find(board, part, count).Length > 0)
        {
            count++;
        }

        return count;
    }

    private static bool IsNew(string[] records, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (records[i] == records[index])
            {
                return false;
            }
        }

        return true;
    }
}
