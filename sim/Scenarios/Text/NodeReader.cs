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
            case "hours" or "holiday" or "stay_open":
                ScheduleReader.Read(word, words, node.Schedule);
                break;
            case "entry_delay":
                node.EntryDelayS = (int)(words.TakeDuration(0, 120 * SecondMs) / SecondMs);
                break;
            case "exit_delay":
                node.ExitDelayS = (int)(words.TakeDuration(0, 120 * SecondMs) / SecondMs);
                break;
            case "heartbeat":
                node.HeartbeatIntervalS = (int)(words.TakeDuration(5 * SecondMs, 300 * SecondMs) / SecondMs);
                break;
            case "meter_interval":
                node.MeterIntervalS = (int)(words.TakeDuration(5 * SecondMs, 60 * MinuteMs) / SecondMs);
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
            Wiring.AddWireless(node, zone);
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
}
