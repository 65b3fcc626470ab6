using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Wugang.Hardware.Checks;

/// <summary>All that is made of the sheets and committed beside them.</summary>
public static partial class Exports
{
    private const string DigestsFile = "exports/made-from.txt";
    private const string Pdf = "exports/carrier.pdf";

    /// <summary>Makes the drawings and texts anew.</summary>
    /// <exception cref="InvalidOperationException">A command is not there, or failed.</exception>
    public static void Write(HardwareFolder folder, Schematic schematic, Controller controller, BoardFile board)
    {
        Directory.CreateDirectory(folder.PathOf("exports"));
        foreach (string sheet in folder.SheetNames)
        {
            Lepton.Draw(folder, [sheet], PageOf(sheet));
            string drawing = folder.Read(PageOf(sheet));
            File.WriteAllText(folder.PathOf(PageOf(sheet)), LongNumber().Replace(drawing, Shorten));
        }

        Lepton.Draw(folder, folder.SheetNames, Pdf);
        foreach ((string name, string text) in Texts(folder, schematic, controller, board))
        {
            File.WriteAllText(folder.PathOf(name), text);
        }
    }

    /// <summary>Each text that is older than what it is made of, and each drawing whose sheet has changed since.</summary>
    public static IEnumerable<Fault> FindStale(HardwareFolder folder, Schematic schematic, Controller controller, BoardFile board)
    {
        IEnumerable<Fault> texts = Texts(folder, schematic, controller, board)
            .Where(pair => pair.Key != DigestsFile && (!File.Exists(folder.PathOf(pair.Key)) || folder.Read(pair.Key) != pair.Value))
            .Select(pair => new Fault(pair.Key, "is not what the sheets give now" + Advice));
        IEnumerable<Fault> drawings = folder.SheetNames.Select(PageOf).Append(Pdf)
            .Where(page => !File.Exists(folder.PathOf(page)))
            .Select(page => new Fault(page, "is not there" + Advice));
        string[] known = File.Exists(folder.PathOf(DigestsFile)) ? folder.Read(DigestsFile).Split('\n') : [];
        IEnumerable<Fault> changed = folder.SheetNames
            .Where(sheet => !known.Contains(DigestLine(folder, sheet)))
            .Select(sheet => new Fault(sheet, $"has changed since {PageOf(sheet)} was drawn" + Advice));
        return texts.Concat(drawings).Concat(changed);
    }

    private static string Advice => ": dotnet run --project hardware/Checks -- export";

    private static Dictionary<string, string> Texts(HardwareFolder folder, Schematic schematic, Controller controller, BoardFile board)
    {
        Dictionary<string, string> texts = new()
        {
            ["exports/netlist.txt"] = schematic.Netlist.ToString(),
            ["exports/bom.csv"] = Bom.WriteCsv(schematic),
            ["pin-map.md"] = PinMap.Write(folder, schematic.Netlist, controller),
            [DigestsFile] = string.Concat(folder.SheetNames.Select(sheet => DigestLine(folder, sheet) + "\n")),
        };
        foreach ((string name, IReadOnlyDictionary<string, Table> tables) in Documents.TablesOf(schematic, board))
        {
            texts[name] = Documents.Fill(folder.Read(name), tables, name);
        }

        return texts;
    }

    /// <summary>A hundredth of a point is finer than any printer; a matrix, which all points are multiplied by, stays as it is.</summary>
    private static string Shorten(Match match)
    {
        return match.Groups[1].Success ? match.Groups[1].Value : match.Value;
    }

    [GeneratedRegex(@"matrix\([^)]*\)|(\d\.\d\d)\d+")]
    private static partial Regex LongNumber();

    private static string PageOf(string sheet)
    {
        return "exports/" + Path.GetFileNameWithoutExtension(sheet) + ".svg";
    }

    /// <summary>SHA-256 of a sheet and of all symbols that may be on it.</summary>
    private static string DigestLine(HardwareFolder folder, string sheet)
    {
        StringBuilder text = new(folder.Read(sheet));
        foreach (string symbol in Directory.GetFiles(folder.PathOf("symbols"), "*.sym").Order(StringComparer.Ordinal))
        {
            text.Append(File.ReadAllText(symbol));
        }

        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))} {sheet}";
    }
}
