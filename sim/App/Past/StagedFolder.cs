namespace Wugang.Sim.App.Past;

/// <summary>Several files and folders that appear in a folder all together, whenever the program is ended.</summary>
/// <param name="root">Where they appear.</param>
/// <param name="name">What they are prepared under.</param>
internal sealed class StagedFolder(string root, string name)
{
    private readonly string _unfinished = Path.Combine(root, name + ".unfinished");
    private readonly string _whole = Path.Combine(root, name + ".whole");

    /// <summary>An empty folder to prepare them in.</summary>
    public string Begin()
    {
        if (Directory.Exists(_unfinished))
        {
            Directory.Delete(_unfinished, recursive: true);
        }

        return Directory.CreateDirectory(_unfinished).FullName;
    }

    /// <summary>All is prepared: from now on it appears, if need be at the next start.</summary>
    public void Complete()
    {
        Directory.Move(_unfinished, _whole);
        Finish();
    }

    /// <summary>Lets appear what was complete when the program was ended.</summary>
    public void Finish()
    {
        if (!Directory.Exists(_whole))
        {
            return;
        }

        foreach (string entry in Directory.GetFileSystemEntries(_whole))
        {
            Directory.Move(entry, Path.Combine(root, Path.GetFileName(entry)));
        }

        Directory.Delete(_whole);
    }
}
