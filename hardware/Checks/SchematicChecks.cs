namespace Wugang.Hardware.Checks;

/// <summary>What must be true of the schematic by itself.</summary>
public static class SchematicChecks
{
    // The octal PSRAM of the N16R8 module uses them (ESP32-S3-WROOM-1 data sheet, note to table 3-1).
    private static readonly int[] TakenByMemory = [35, 36, 37];

    // The battery, and the wire to earth.
    private static readonly string[] InsideTheBox = ["J201", "J903"];

    public static IEnumerable<Fault> FindAll(HardwareFolder folder, Schematic schematic, Controller controller)
    {
        return FindRuleFaults(Lepton.RunNetlister(folder, "drc2"))
            .Concat(FindOneEndedNets(schematic.Netlist))
            .Concat(FindShorts(schematic))
            .Concat(FindPinClashes(schematic.Netlist, controller))
            .Concat(FindPartsWithoutNumber(schematic))
            .Concat(FindBareWires(schematic));
    }

    /// <param name="report">Output of Lepton's electrical rule check.</param>
    public static IEnumerable<Fault> FindRuleFaults(string report)
    {
        string[] lines = report.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("ERROR", StringComparison.Ordinal) || lines[i].StartsWith("WARNING", StringComparison.Ordinal))
            {
                IEnumerable<string> rest = lines.Skip(i + 1).TakeWhile(line => line.StartsWith('\t')).Select(line => line.Trim());
                yield return new Fault("rule check", string.Join(' ', rest.Prepend(lines[i])));
            }
        }

        if (!report.Contains("No errors found", StringComparison.Ordinal) || !report.Contains("No warnings found", StringComparison.Ordinal))
        {
            yield return new Fault("rule check", "did not end clean: run lepton-netlist -g drc2 -o - sheets/*.sch in hardware/");
        }
    }

    public static IEnumerable<Fault> FindOneEndedNets(Netlist netlist)
    {
        return netlist.Nets.Where(net => netlist.PinsOf(net).Count < 2)
            .Select(net => new Fault($"net {net}", $"has one end only, at {string.Join(' ', netlist.PinsOf(net))}: connect it, or mark the pin as not connected"));
    }

    /// <summary>Two names on one net are a short circuit: the netlister keeps one of them, and the other is gone.</summary>
    public static IEnumerable<Fault> FindShorts(Schematic schematic)
    {
        HashSet<string> nets = [.. schematic.Netlist.Nets];
        return schematic.Sheets.SelectMany(sheet => sheet.NetNames).Distinct(StringComparer.Ordinal)
            .Where(name => !nets.Contains(name))
            .Order(StringComparer.Ordinal)
            .Select(name => new Fault($"net {name}", "is shorted to a net of another name, or connected to nothing"));
    }

    /// <summary>A net at two GPIOs, and a GPIO that the memory has.</summary>
    public static IEnumerable<Fault> FindPinClashes(Netlist netlist, Controller controller)
    {
        (int Gpio, string Net)[] used = [.. controller.Gpios
            .Select(gpio => (gpio, controller.NetOf(netlist, gpio)))
            .Where(use => use.Item2 is not null)
            .Select(use => (use.gpio, use.Item2!))];
        IEnumerable<Fault> doubled = used.GroupBy(use => use.Net)
            .Where(group => group.Count() > 1)
            .Select(group => new Fault($"net {group.Key}", $"is at GPIO {string.Join(" and ", group.Select(use => use.Gpio))}: one pin too many"));
        IEnumerable<Fault> taken = used.Where(use => TakenByMemory.Contains(use.Gpio))
            .Select(use => new Fault($"GPIO {use.Gpio}", $"has net {use.Net}, but belongs to the module's PSRAM"));
        return doubled.Concat(taken);
    }

    /// <summary>Wires that leave the box without a suppressor or gas tube, be it behind a fuse.</summary>
    public static IEnumerable<Fault> FindBareWires(Schematic schematic)
    {
        return schematic.Parts
            .Where(part => part.CatalogueId is "J-2" or "J-3" && !InsideTheBox.Contains(part.Designator))
            .SelectMany(part => schematic.Netlist.Nets
                .Where(net => schematic.Netlist.PinsOf(net).Any(pin => pin.Split('.')[0] == part.Designator))
                .Where(net => !net.StartsWith("GND", StringComparison.Ordinal) && !IsProtected(schematic, net))
                .Select(net => new Fault(part.Designator, $"has {net}, which leaves the box without a suppressor")));
    }

    private static bool IsProtected(Schematic schematic, string net)
    {
        Part[] parts = [.. schematic.PartsOf(net)];
        return parts.Any(IsSuppressor)
            || parts.Where(part => part.CatalogueId.StartsWith("F-", StringComparison.Ordinal))
                .SelectMany(fuse => schematic.Netlist.Nets.Where(other => other != net && schematic.PartsOf(other).Contains(fuse)))
                .Any(behind => schematic.PartsOf(behind).Any(IsSuppressor));
    }

    private static bool IsSuppressor(Part part)
    {
        return part.CatalogueId.StartsWith("D-SM", StringComparison.Ordinal) || part.CatalogueId == "F-GDT90";
    }

    /// <summary>Parts that nobody could order, and parts of one name.</summary>
    public static IEnumerable<Fault> FindPartsWithoutNumber(Schematic schematic)
    {
        foreach (Part part in schematic.Parts)
        {
            CatalogueRow? row = schematic.Catalogue.Find(part.CatalogueId);
            if (row is null)
            {
                yield return new Fault($"{part.Sheet}, {part.Designator}", $"names '{part.CatalogueId}', which is no row of parts.csv");
            }
            else if (row.Manufacturer.Length == 0 || row.Number.Length == 0 || row.Alternate.Length == 0)
            {
                yield return new Fault($"parts.csv, {part.CatalogueId}", "needs manufacturer, number and alternate");
            }
        }

        foreach (IGrouping<string, Part> twin in schematic.Parts.GroupBy(part => part.Designator).Where(group => group.Count() > 1))
        {
            yield return new Fault(twin.Key, $"is on {string.Join(" and ", twin.Select(part => part.Sheet))}");
        }

        foreach (string idle in schematic.Catalogue.Ids.Except(schematic.Parts.Select(part => part.CatalogueId)))
        {
            yield return new Fault($"parts.csv, {idle}", "is on no sheet: take it out");
        }
    }
}
