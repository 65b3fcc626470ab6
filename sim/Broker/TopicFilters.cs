namespace Wugang.Sim.Broker;

/// <summary>MQTT topic filters (MQTT 5.0, section 4.7).</summary>
public static class TopicFilters
{
    private const string SharedPrefix = "$share/";

    /// <summary>Whether everything that <paramref name="wanted"/> matches is matched by <paramref name="allowed"/>.</summary>
    /// <param name="allowed">A filter.</param>
    /// <param name="wanted">A topic, a filter, or a shared subscription <c>$share/group/filter</c>.</param>
    public static bool Covers(string allowed, string wanted)
    {
        string[] allowedLevels = allowed.Split('/');
        string[] wantedLevels = WithoutShare(wanted).Split('/');
        for (int i = 0; i < allowedLevels.Length; i++)
        {
            if (allowedLevels[i] == "#")
            {
                return true;
            }

            if (i == wantedLevels.Length)
            {
                return false;
            }

            bool fits = allowedLevels[i] == "+" ? wantedLevels[i] != "#" : allowedLevels[i] == wantedLevels[i];
            if (!fits)
            {
                return false;
            }
        }

        return allowedLevels.Length == wantedLevels.Length;
    }

    private static string WithoutShare(string filter)
    {
        if (!filter.StartsWith(SharedPrefix, StringComparison.Ordinal))
        {
            return filter;
        }

        int end = filter.IndexOf('/', SharedPrefix.Length);
        return end < 0 ? filter : filter[(end + 1)..];
    }
}
