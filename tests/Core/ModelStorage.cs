using Wugang.Firmware.Core.Journal;

namespace Wugang.Tests.Core;

/// <summary>Files in memory, of which a write can fail or lose power at a byte.</summary>
internal sealed class ModelStorage : IStorage
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>Bytes that the next append still writes; a longer one fails once.</summary>
    public int BytesUntilFailure { get; set; } = int.MaxValue;

    /// <summary>Whether the failure is a loss of power: an exception, since nothing goes on behind it.</summary>
    public bool IsPowerCut { get; set; }

    public string[] List()
    {
        return [.. _files.Keys];
    }

    public int Read(string name, byte[] buffer)
    {
        byte[] content = _files.GetValueOrDefault(name, []);
        int count = Math.Min(content.Length, buffer.Length);
        Array.Copy(content, buffer, count);
        return count;
    }

    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        int written = Math.Min(count, BytesUntilFailure);
        _files[name] = [.. _files.GetValueOrDefault(name, []), .. buffer.AsSpan(offset, written)];
        if (written == count)
        {
            return true;
        }

        BytesUntilFailure = int.MaxValue;
        return IsPowerCut ? throw new IOException("The power went.") : false;
    }

    public void Delete(string name)
    {
        _files.Remove(name);
    }
}
