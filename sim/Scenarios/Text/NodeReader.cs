using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads the lines that say what a node is made of.</summary>
internal sealed class NodeReader
{
    private const int SecondMs = 1000;
    private const int MinuteMs = 60 * SecondMs;
    private const int MinutesPerDay = 24 * 60;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    // So that a start of the node, or a sensor that is out of order, is seen within seconds.
    private const int WirelessSilentAfterS = 20;

    private readonly List<NodeSettings> _nodes = [];
    private readonly Func<string, bool> _isWireless;

    /// <param name="isWireless">Whether a zone of this name follows a radio sensor, whatever its line says of its wire.</param>
    public NodeReader(Func<string, bool> isWireless)
    {
        _isWireless = isWireless;
    }

    /// <summary>The nodes that were read.</summary>
    public IReadOnlyList<NodeSettings> Nodes => _nodes;

    /// <summary>Whether a line that begins with this word is one of a node.</summary>
    public static bool Knows(string word)
    {
        return word is "node" or "zone" or "siren" or "hours" or "holiday" or "stay_open"
            or "entry_delay" or "exit_delay" or "heartbeat" or "meter_interval" or "meter";
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public void Read(Words words)
    {
        string word = words.Take("a word");
        if (word == "node")
        {
            ReadNode(words);
        }
        else if (_nodes.Count == 0)
        {
            throw new SyntaxException($"expected 'node NN' before '{word}'");
        }
        else
        {
            ReadPart(word, words, _nodes[^1]);
        }

        words.End();
    }

    private void ReadPart(string word, Words words, NodeSettings node)
    {
        switch (word)
        {
            case "zone":
                ReadZone(words, node);
                break;
            case "siren":
                ReadSiren(words, node);
                break;
            case "hours":
                node.Schedule.Hours = [.. node.Schedule.Hours, ReadHours(words)];
                break;
            case "holiday":
                node.Schedule.Holidays = [.. node.Schedule.Holidays, ReadHoliday(words)];
                break;
            case "stay_open":
                node.Schedule.StayOpenMin = (int)(Duration(words, 5 * MinuteMs, 720 * MinuteMs) / MinuteMs);
                break;
            case "entry_delay":
                node.EntryDelayS = (int)(Duration(words, 0, 120 * SecondMs) / SecondMs);
                break;
            case "exit_delay":
                node.ExitDelayS = (int)(Duration(words, 0, 120 * SecondMs) / SecondMs);
                break;
            case "heartbeat":
                node.HeartbeatIntervalS = (int)(Duration(words, 5 * SecondMs, 300 * SecondMs) / SecondMs);
                break;
            case "meter_interval":
                node.MeterIntervalS = (int)(Duration(words, 5 * SecondMs, 60 * MinuteMs) / SecondMs);
                break;
            default:
                MeterReader.Read(words, node);
                break;
        }
    }

    private void ReadNode(Words words)
    {
        string number = words.Take("two digits");
        if (number.Length != 2 || !number.All(char.IsAsciiDigit))
        {
            throw new SyntaxException($"expected two digits, not '{number}'");
        }

        if (_nodes.Any(node => node.Node.Node == number))
        {
            throw new SyntaxException($"expected a node that is not there yet, not '{number}'");
        }

        _nodes.Add(Wiring.Node(number));
    }

    private void ReadZone(Words words, NodeSettings node)
    {
        string name = TakeNewName(words);
        string typeName = words.Take("a type of zone");
        ZoneType type = ZoneTypes.Find(typeName);
        if (type == 0)
        {
            throw new SyntaxException($"expected a type of zone, such as door or smoke, not '{typeName}'");
        }

        ZoneSettings zone = new() { Name = name, Type = type };
        int resistors = 0;
        bool isWireless = _isWireless(name);
        while (!words.AreTaken)
        {
            string option = words.Peek;
            if (words.TryTake("entry"))
            {
                zone.IsEntryRoute = true;
            }
            else if (words.TryTake("wireless"))
            {
                isWireless = true;
            }
            else if (words.TryTake("loop"))
            {
                resistors = 2;
            }
            else if (words.TryTake("single_loop"))
            {
                resistors = 1;
            }
            else if (TakeOption(words, "held_open", 0, 3600 * SecondMs) is { } heldOpenMs)
            {
                zone.HeldOpenS = (int)(heldOpenMs / SecondMs);
            }
            else if (TakeOption(words, "debounce", 0, Limits.MaxDebounceMs) is { } debounceMs)
            {
                zone.DebounceMs = (int)debounceMs;
            }
            else if (TakeOption(words, "fault_delay", 0, 3600 * SecondMs) is { } faultDelayMs)
            {
                zone.FaultDelayS = (int)(faultDelayMs / SecondMs);
            }
            else
            {
                throw new SyntaxException(
                    $"expected entry, loop, single_loop, wireless, held_open=, debounce= or fault_delay=, not '{option}'");
            }
        }

        if (isWireless)
        {
            Wiring.AddWireless(node, zone, WirelessSilentAfterS);
        }
        else
        {
            Wiring.Add(node, zone, resistors);
        }
    }

    private static void ReadSiren(Words words, NodeSettings node)
    {
        while (!words.AreTaken)
        {
            if (words.TryTake("loop"))
            {
                Wiring.WatchSiren(node);
            }
            else if (TakeOption(words, "limit", 60 * SecondMs, 3600 * SecondMs) is { } limitMs)
            {
                node.Siren.LimitS = (int)(limitMs / SecondMs);
            }
            else
            {
                throw words.Wrong("loop or limit=");
            }
        }
    }

    private static OpeningHours ReadHours(Words words)
    {
        string text = words.Take("days such as mon-fri or sat");
        string[] ends = text.Split('-');
        int first = Array.IndexOf(Days, ends[0]);
        int last = Array.IndexOf(Days, ends[^1]);
        if (ends.Length > 2 || first < 0 || last < first)
        {
            throw new SyntaxException($"expected days such as mon-fri or sat, not '{text}'");
        }

        int days = 0;
        for (int day = first; day <= last; day++)
        {
            days |= 1 << day;
        }

        string hours = words.Take("hours such as 07:30-18:00");
        long?[] minutes = [.. hours.Split('-').Select(time => Moment.ParseTimeOfDay(time) / MinuteMs)];
        return minutes is [{ } open, { } close] && close > open && close <= MinutesPerDay
            ? new OpeningHours(days, (int)open, (int)close)
            : throw new SyntaxException($"expected hours such as 07:30-18:00, not '{hours}'");
    }

    private static int ReadHoliday(Words words)
    {
        string text = words.Take("a day such as 2026-10-01");
        DateOnly day = Moment.ParseDay(text) ?? throw new SyntaxException($"expected a day such as 2026-10-01, not '{text}'");
        return (day.Year * 10_000) + (day.Month * 100) + day.Day;
    }

    private string TakeNewName(Words words)
    {
        string name = words.Take("the zone's name");
        if (!Ascii.IsName(name, Limits.MaxNameCharacters))
        {
            throw new SyntaxException($"expected a name of a-z, 0-9 and _, not '{name}'");
        }

        return _nodes.SelectMany(node => node.Zones).All(zone => zone.Name != name)
            ? name
            : throw new SyntaxException($"expected a name that no other zone has, not '{name}'");
    }

    /// <summary>Takes <c>name=duration</c>, in milliseconds, if that is what comes next.</summary>
    private static long? TakeOption(Words words, string name, long minimumMs, long maximumMs)
    {
        if (!words.Peek.StartsWith(name + "=", StringComparison.Ordinal))
        {
            return null;
        }

        string text = words.Take(name)[(name.Length + 1)..];
        return Moment.ParseDuration(text) is { } durationMs && durationMs >= minimumMs && durationMs <= maximumMs
            ? durationMs
            : throw new SyntaxException($"expected {name}= with a duration of {minimumMs} to {maximumMs} ms, such as 30s, not '{text}'");
    }

    private static long Duration(Words words, long minimumMs, long maximumMs)
    {
        long durationMs = words.TakeDuration();
        return durationMs >= minimumMs && durationMs <= maximumMs
            ? durationMs
            : throw new SyntaxException($"expected a duration of {minimumMs} to {maximumMs} ms, not {durationMs} ms");
    }
}
