using System.Text;

namespace Wugang.Supervisor.Server;

/// <summary>Files that their owner alone may read and write.</summary>
public static class PrivateFile
{
    /// <summary>Writes a text as UTF-8.</summary>
    public static void Write(string path, string text)
    {
        Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes bytes; on systems without Unix permissions the folder's own apply.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        file.Write(bytes);
    }
}
