using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>The nodes of a scenario and what hangs on them, by the names its lines use.</summary>
internal sealed class Cast(IReadOnlyList<NodeSettings> nodes)
{
    /// <summary>Takes the name of a zone, of one of these types where any are given.</summary>
    public ZoneSettings TakeZone(Words words, params ZoneType[] types)
    {
        ZoneSettings[] fitting =
        [
            .. nodes.SelectMany(node => node.Zones).Where(zone => types.Length == 0 || types.Contains(zone.Type)),
        ];
        ZoneSettings? zone = fitting.FirstOrDefault(zone => zone.Name == words.Peek);
        if (zone is null)
        {
            throw words.Wrong(fitting.Length == 0
                ? "a zone, but there is none that can do this"
                : "a zone: " + string.Join(" or ", fitting.Select(known => known.Name)));
        }

        words.Take("a zone");
        return zone;
    }

    /// <summary>Takes the name of a zone, if that is what comes next.</summary>
    public ZoneSettings? TryTakeZone(Words words)
    {
        ZoneSettings? zone = nodes.SelectMany(node => node.Zones).FirstOrDefault(zone => zone.Name == words.Peek);
        if (zone is not null)
        {
            words.Take("a zone");
        }

        return zone;
    }

    /// <summary>Whether this word names a node.</summary>
    public bool IsNode(string word)
    {
        return nodes.Any(node => node.Node.Node == word);
    }

    /// <summary>Whether the siren's circuit of a node is watched.</summary>
    public bool HasSirenLoop(string number)
    {
        return nodes.Any(node => node.Node.Node == number && node.Siren.Loop is not null);
    }

    /// <summary>Takes the name of a meter.</summary>
    public (string Node, MeterSettings Meter) TakeMeter(Words words)
    {
        string name = words.Take("a meter");
        foreach (NodeSettings node in nodes)
        {
            if (node.Meters.FirstOrDefault(meter => meter.Name == name) is { } meter)
            {
                return (node.Node.Node, meter);
            }
        }

        throw new SyntaxException($"expected a meter, not '{name}'");
    }

    /// <summary>Takes the name of a zone or meter that follows a radio sensor.</summary>
    public (string Node, SensorSettings Sensor) TakeSensor(Words words)
    {
        string name = words.Take("a wireless zone or meter");
        foreach (NodeSettings node in nodes)
        {
            SensorSettings? sensor = node.Zones.FirstOrDefault(zone => zone.Name == name)?.Sensor
                ?? node.Meters.FirstOrDefault(meter => meter.Name == name)?.Sensor;
            if (sensor is not null)
            {
                return (node.Node.Node, sensor);
            }
        }

        throw new SyntaxException($"expected a wireless zone or meter, not '{name}'");
    }

    /// <summary>Takes the two digits of a node; where there is only one it need not be named.</summary>
    public string TakeNode(Words words)
    {
        string number = words.Peek;
        if (IsNode(number))
        {
            return words.Take("a node");
        }

        return nodes.Count == 1 && (words.AreTaken || !number.All(char.IsAsciiDigit))
            ? nodes[0].Node.Node
            : throw words.Wrong("a node: " + string.Join(" or ", nodes.Select(node => node.Node.Node)));
    }

    /// <summary>Takes the two digits of a node, or stands for all nodes.</summary>
    public IReadOnlyList<string> TakeNodes(Words words)
    {
        return words.AreTaken ? [.. nodes.Select(node => node.Node.Node)] : [TakeNode(words)];
    }
}
