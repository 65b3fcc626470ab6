namespace Wugang.Supervisor.Server;

/// <summary>Files that their owner alone may read and write.</summary>
public static class PrivateFile
{
    /// <summary>Writes a text; on systems without Unix permissions the folder's own apply.</summary>
    public static void Write(string path, string text)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(path, options);
        writer.Write(text);
    }
}
