namespace Wugang.Hardware.Checks;

/// <summary>The documents with computed tables: between <c>&lt;!-- table NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
public static class Documents
{
    private const string End = "<!-- end -->";

    /// <summary>Each document and its tables by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Table>> TablesOf(Schematic schematic, BoardFile board)
    {
        LineCalculation[] ports = [LineCalculation.Read(schematic, 'A'), LineCalculation.Read(schematic, 'B')];
        return new Dictionary<string, IReadOnlyDictionary<string, Table>>
        {
            ["bom.md"] = One("parts", Bom.WriteTable(schematic)),
            ["calculations/loops.md"] = One("loops", WriteLoops(schematic, board)),
            ["calculations/rs485.md"] = One("idle", LineCalculation.Write(ports)),
            ["calculations/pulses.md"] = One("pulses", Requirement.Write(PulseCalculation.Read(schematic, 1).Requirements())),
            ["calculations/power.md"] = new Dictionary<string, Table>
            {
                ["loads"] = PowerCalculation.WriteLoads(),
                ["battery"] = Requirement.Write(PowerCalculation.Requirements(), 1),
                ["thresholds"] = WriteThresholds(schematic, board),
            },
            ["calculations/siren.md"] = One("siren", Requirement.Write(SirenCalculation.Requirements(schematic))),
            ["calculations/heat.md"] = One("heat", Requirement.Write(HeatCalculation.Requirements())),
        };
    }

    /// <summary>The document with its tables written anew.</summary>
    /// <exception cref="FormatException">A table has no place in it.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, Table> tables, string name)
    {
        foreach ((string tableName, Table table) in tables)
        {
            string begin = $"<!-- table {tableName} -->\n";
            int start = text.IndexOf(begin, StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new FormatException($"{name} has no place '{begin.Trim()}' with an '{End}' behind it.");
            }

            text = text[..(start + begin.Length)] + "\n" + table + "\n" + text[end..];
        }

        return text;
    }

    private static Dictionary<string, Table> One(string name, Table table)
    {
        return new Dictionary<string, Table> { [name] = table };
    }

    private static Table WriteLoops(Schematic schematic, BoardFile board)
    {
        Table table = new("state", "ohms", "lowest", "nominal", "highest", "firmware takes");
        foreach (LoopRow row in LoopRow.Compute(board.Settings.Zones[0].Loop, LoopCircuit.OfZone(schematic, 1)))
        {
            table.Add(
                row.Name, Table.Number(row.Ohm), Table.Number(row.Least), Table.Number(row.Nominal), Table.Number(row.Most), $"{row.BandLeast}–{row.BandMost}");
        }

        return table;
    }

    private static Table WriteThresholds(Schematic schematic, BoardFile board)
    {
        BatteryCircuit circuit = BatteryCircuit.Read(schematic);
        return new Table("event", "volts", "where")
            .Add("battery voltage at the converter's largest reading", Table.Number(circuit.FullScaleMv / 1000, 2), "board; the firmware has " + Table.Number(board.Settings.Supply.FullScaleMv / 1000.0, 2))
            .Add("battery is low", Table.Number(board.Settings.Supply.LowMv / 1000.0, 2), "firmware")
            .Add("battery is nearly exhausted", Table.Number(board.Settings.Supply.ExhaustedMv / 1000.0, 2), "firmware")
            .Add("battery is cut off", Table.Number(circuit.CutOffMv / 1000, 2), "board")
            .Add("mains is lost, at the input", Table.Number(circuit.MainsMv / 1000, 2), "board");
    }
}
