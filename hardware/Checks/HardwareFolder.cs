namespace Wugang.Hardware.Checks;

/// <summary>The files of the carrier board.</summary>
public sealed class HardwareFolder
{
    private const string MarkerName = "gafrc";

    /// <param name="path">The folder <c>hardware</c> of the repository, or a copy of it.</param>
    /// <exception cref="DirectoryNotFoundException">The folder has no schematic.</exception>
    public HardwareFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(PathOf(MarkerName)))
        {
            throw new DirectoryNotFoundException($"{Path} has no {MarkerName}: start this in the repository.");
        }
    }

    public string Path { get; }

    /// <summary>The sheets in their order, relative to the folder.</summary>
    public IReadOnlyList<string> SheetNames =>
        [.. Directory.GetFiles(PathOf("sheets"), "*.sch").Select(file => "sheets/" + System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The folder <c>hardware</c> beside or above the given one.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static HardwareFolder Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "hardware");
            if (File.Exists(System.IO.Path.Combine(candidate, MarkerName)))
            {
                return new HardwareFolder(candidate);
            }
        }

        throw new DirectoryNotFoundException($"No folder 'hardware' above {start}: start this in the repository.");
    }

    public string PathOf(string name)
    {
        return System.IO.Path.Combine(Path, name);
    }

    public string Read(string name)
    {
        return File.ReadAllText(PathOf(name));
    }
}
