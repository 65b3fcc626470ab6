namespace Wugang.Hardware.Checks;

/// <summary>Which pins are connected, as Lepton's netlister says it.</summary>
public sealed class Netlist
{
    private readonly SortedDictionary<string, string[]> _pinsOfNet;
    private readonly Dictionary<string, string> _netOfPin = new(StringComparer.Ordinal);

    private Netlist(SortedDictionary<string, string[]> pinsOfNet)
    {
        _pinsOfNet = pinsOfNet;
        foreach ((string net, string[] pins) in pinsOfNet)
        {
            foreach (string pin in pins)
            {
                _netOfPin[pin] = net;
            }
        }
    }

    /// <summary>The names of the nets in alphabetical order.</summary>
    public IEnumerable<string> Nets => _pinsOfNet.Keys;

    /// <summary>Makes the netlist anew from the sheets.</summary>
    /// <exception cref="InvalidOperationException">The netlister is not there, or gave nothing.</exception>
    public static Netlist Make(HardwareFolder folder)
    {
        return Parse(Lepton.RunNetlister(folder, "geda"));
    }

    /// <param name="text">Output of the netlister's backend <c>geda</c>.</param>
    public static Netlist Parse(string text)
    {
        SortedDictionary<string, string[]> nets = new(StringComparer.Ordinal);
        int start = text.IndexOf("START nets", StringComparison.Ordinal);
        foreach (string line in text[Math.Max(start, 0)..].Split('\n'))
        {
            string[] halves = line.Split(" : ");
            if (halves.Length == 2)
            {
                nets[halves[0].Trim()] = [.. halves[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(pin => pin.Replace(' ', '.')).Order(StringComparer.Ordinal)];
            }
        }

        return new Netlist(nets);
    }

    /// <summary>Pins such as <c>U401.39</c>; empty where there is no such net.</summary>
    public IReadOnlyList<string> PinsOf(string net)
    {
        return _pinsOfNet.TryGetValue(net, out string[]? pins) ? pins : [];
    }

    /// <returns>Null where the pin is not connected.</returns>
    public string? NetOf(string pin)
    {
        return _netOfPin.GetValueOrDefault(pin);
    }

    /// <summary>One net a line, in alphabetical order.</summary>
    public override string ToString()
    {
        return string.Concat(_pinsOfNet.Select(net => $"{net.Key}: {string.Join(' ', net.Value)}\n"));
    }
}
