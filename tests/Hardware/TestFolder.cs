using Wugang.Hardware.Checks;

namespace Wugang.Tests.Hardware;

/// <summary>A copy of the hardware's files for a test to spoil, or the files themselves.</summary>
internal sealed class TestFolder : IDisposable
{
    private static readonly string[] Copied = ["gafrc", "parts.csv", "pin-reasons.csv", "pin-map.md", "bom.md"];
    private static readonly string[] CopiedFolders = ["sheets", "symbols", "calculations", "exports"];

    private static readonly Lazy<Netlist> MadeNetlist = new(() => Netlist.Make(HardwareFolder.Find(AppContext.BaseDirectory)));

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wugang-hardware-");

    public TestFolder()
    {
        string target = Path.Combine(_root.FullName, "hardware");
        foreach (string name in Copied.Concat(CopiedFolders.SelectMany(FilesOf)))
        {
            Copy(Original.PathOf(name), Path.Combine(target, name));
        }

        Folder = new HardwareFolder(target);
        Copy(Original.PathOf(Review.CarrierFile), Folder.PathOf(Review.CarrierFile));
    }

    public static HardwareFolder Original { get; } = HardwareFolder.Find(AppContext.BaseDirectory);

    /// <summary>The netlist of the files themselves: making one takes seconds.</summary>
    public static Netlist OriginalNetlist => MadeNetlist.Value;

    public HardwareFolder Folder { get; }

    /// <summary>Changes the first place where a text stands.</summary>
    public void Replace(string name, string old, string by)
    {
        string text = Folder.Read(name);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at, $"{name} has no '{old}'.");
        File.WriteAllText(Folder.PathOf(name), text[..at] + by + text[(at + old.Length)..]);
    }

    public void Append(string name, string text)
    {
        File.AppendAllText(Folder.PathOf(name), text);
    }

    /// <summary>The schematic with its texts as they are now; the netlist is still that of the files themselves.</summary>
    public Schematic ReadTexts()
    {
        return ReadTexts(Folder);
    }

    public static Schematic ReadTexts(HardwareFolder folder)
    {
        return new Schematic(
            OriginalNetlist,
            [.. folder.SheetNames.Select(name => SchematicSheet.Read(folder, name))],
            PartsCatalogue.Parse(folder.Read("parts.csv")));
    }

    public void Dispose()
    {
        _root.Delete(recursive: true);
    }

    private static IEnumerable<string> FilesOf(string folder)
    {
        return Directory.GetFiles(Original.PathOf(folder)).Select(file => folder + "/" + Path.GetFileName(file));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        File.Copy(from, to);
    }
}
