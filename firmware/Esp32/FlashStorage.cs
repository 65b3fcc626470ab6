using System.IO;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Esp32;

/// <summary>Files in the root of the internal flash drive. A write is durable once the file is closed.</summary>
internal sealed class FlashStorage : IStorage
{
    private readonly string _root;

    /// <param name="root">The drive with its separator, <c>I:\</c> on the chip.</param>
    public FlashStorage(string root)
    {
        _root = root;
    }

    public string[] List()
    {
        string[] paths = Directory.GetFiles(_root);
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = Path.GetFileName(paths[i]);
        }

        return paths;
    }

    public int Read(string name, byte[] buffer)
    {
        if (!File.Exists(_root + name))
        {
            return 0;
        }

        try
        {
            using (FileStream file = new FileStream(_root + name, FileMode.Open, FileAccess.Read))
            {
                int total = 0;
                int count = file.Read(buffer, 0, buffer.Length);
                while (count > 0)
                {
                    total += count;
                    count = file.Read(buffer, total, buffer.Length - total);
                }

                return total;
            }
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        try
        {
            using (FileStream file = new FileStream(_root + name, FileMode.Append, FileAccess.Write))
            {
                file.Write(buffer, offset, count);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Delete(string name)
    {
        try
        {
            File.Delete(_root + name);
        }
        catch (IOException)
        {
            // A file that stays is found again at the next start; nothing depends on its absence.
        }
    }
}
