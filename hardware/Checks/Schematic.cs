using System.Globalization;

namespace Wugang.Hardware.Checks;

/// <summary>The whole schematic: its sheets, what Lepton's netlister makes of them, and the catalogue of parts.</summary>
public sealed class Schematic
{
    private readonly Dictionary<string, Part> _partOfDesignator;

    public Schematic(Netlist netlist, IReadOnlyList<SchematicSheet> sheets, PartsCatalogue catalogue)
    {
        Netlist = netlist;
        Sheets = sheets;
        Catalogue = catalogue;
        _partOfDesignator = sheets.SelectMany(sheet => sheet.Parts)
            .GroupBy(part => part.Designator)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }

    public Netlist Netlist { get; }

    public IReadOnlyList<SchematicSheet> Sheets { get; }

    public PartsCatalogue Catalogue { get; }

    public IEnumerable<Part> Parts => Sheets.SelectMany(sheet => sheet.Parts);

    /// <exception cref="InvalidOperationException">The netlister is not there, or gave nothing.</exception>
    /// <exception cref="FormatException">The catalogue cannot be read.</exception>
    public static Schematic Read(HardwareFolder folder)
    {
        return new Schematic(
            Netlist.Make(folder),
            [.. folder.SheetNames.Select(name => SchematicSheet.Read(folder, name))],
            PartsCatalogue.Parse(folder.Read("parts.csv")));
    }

    /// <summary>The resistor between two nets, in ohms.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public double ResistanceBetween(string firstNet, string secondNet)
    {
        Part[] found = [.. PartsOf(firstNet).Intersect(PartsOf(secondNet)).Where(part => part.Designator[0] == 'R' && part.Designator[1] != 'V')];
        return found.Length == 1
            ? ResistanceOf(found[0])
            : throw new InvalidOperationException($"{found.Length} resistors between {firstNet} and {secondNet} instead of one.");
    }

    /// <summary>The parts on a net.</summary>
    public IEnumerable<Part> PartsOf(string net)
    {
        return Netlist.PinsOf(net).Select(pin => pin.Split('.')[0]).Distinct().Select(name => _partOfDesignator[name]);
    }

    private static double ResistanceOf(Part part)
    {
        string number = part.Value.Split(' ')[0];
        double factor = number[^1] switch { 'k' => 1e3, 'M' => 1e6, _ => 1 };
        return double.Parse(number.TrimEnd('k', 'M'), CultureInfo.InvariantCulture) * factor;
    }
}
