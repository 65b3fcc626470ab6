using System.Text;

namespace Wugang.Supervisor.Server.Hosting;

/// <summary>Files that their owner alone may read and write.</summary>
public static class PrivateFile
{
    /// <summary>Writes a text as UTF-8.</summary>
    public static void Write(string path, string text)
    {
        Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>
    /// Writes bytes: after a loss of power there is the old file or the new one, never half of it. On systems without Unix
    /// permissions the folder's own apply.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string unfinished = path + ".new";
        File.Delete(unfinished);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(unfinished, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
