namespace Wugang.Hardware.Checks;

/// <summary>What a sheet says in text: its parts, and the names that it gives to nets.</summary>
/// <remarks>File format: Lepton EDA 1.9, "gEDA/gaf file formats".</remarks>
public sealed class SchematicSheet
{
    private readonly List<Part> _parts = [];
    private readonly HashSet<string> _netNames = new(StringComparer.Ordinal);

    private SchematicSheet()
    {
    }

    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>Names on wires and of supply symbols.</summary>
    public IReadOnlySet<string> NetNames => _netNames;

    public static SchematicSheet Read(HardwareFolder folder, string name)
    {
        SchematicSheet sheet = new();
        string[] lines = folder.Read(name).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split(' ');
            if (words is ["N", ..] or ["C", ..])
            {
                Dictionary<string, string> attributes = ReadAttributes(lines, ref i);
                sheet.Take(folder, name, words, attributes);
            }
        }

        return sheet;
    }

    private void Take(HardwareFolder folder, string name, string[] words, Dictionary<string, string> attributes)
    {
        if (words[0] == "N")
        {
            if (attributes.TryGetValue("netname", out string? netName))
            {
                _netNames.Add(netName);
            }
        }
        else if (attributes.TryGetValue("refdes", out string? designator))
        {
            _parts.Add(new Part(name, designator, attributes.GetValueOrDefault("value", ""), attributes.GetValueOrDefault("part", "")));
        }
        else if (SupplyNameOf(folder, words[^1].Trim()) is { } supply)
        {
            _netNames.Add(supply);
        }
    }

    /// <summary>The attributes in braces that follow an object; <paramref name="index"/> moves to their end.</summary>
    private static Dictionary<string, string> ReadAttributes(string[] lines, ref int index)
    {
        Dictionary<string, string> attributes = [];
        if (index + 1 >= lines.Length || lines[index + 1] != "{")
        {
            return attributes;
        }

        for (index += 2; index < lines.Length && lines[index] != "}"; index++)
        {
            int equals = lines[index].IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                attributes[lines[index][..equals]] = lines[index][(equals + 1)..];
            }
        }

        return attributes;
    }

    private static string? SupplyNameOf(HardwareFolder folder, string symbol)
    {
        string? attribute = folder.Read("symbols/" + symbol).Split('\n')
            .FirstOrDefault(line => line.StartsWith("net=", StringComparison.Ordinal));
        return attribute?["net=".Length..].Split(':')[0];
    }
}
