using Wugang.Firmware.Core.Journal;

namespace Wugang.Tests.Core;

/// <summary>Files in memory, of which a write can fail or lose power at a byte.</summary>
internal sealed class ModelStorage : IStorage
{
    private const int BlockBytes = 4096;
    private const int InlineBytes = 512;
    private const int StepBytes = 128;

    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>Bytes that the next append still writes; a longer one fails once.</summary>
    public int BytesUntilFailure { get; set; } = int.MaxValue;

    /// <summary>Whether the failure is a loss of power: an exception, since nothing goes on behind it.</summary>
    public bool IsPowerCut { get; set; }

    /// <summary>
    /// Blocks erased, as littlefs counts them. Behind a file's end it cannot write on, so each append begins a block with what
    /// stood in the last one. A file of at most 512 bytes lives in the directory's block instead, which takes the whole file
    /// anew with each append, in steps of 128 bytes, and is erased once it is full.
    /// </summary>
    public double Erases { get; private set; }

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
        CountErases(_files.GetValueOrDefault(name, []).Length, count);
        int written = Math.Min(count, BytesUntilFailure);
        _files[name] = [.. _files.GetValueOrDefault(name, []), .. buffer.AsSpan(offset, written)];
        if (written == count)
        {
            return true;
        }

        BytesUntilFailure = int.MaxValue;
        return IsPowerCut ? throw new IOException("The power went.") : false;
    }

    private void CountErases(int before, int count)
    {
        bool isInline = before + count <= InlineBytes;
        int entryBytes = StepBytes * (1 + (isInline ? (before + count + StepBytes - 1) / StepBytes : 0) + (before == 0 ? 1 : 0));
        Erases += ((double)entryBytes / BlockBytes) + (isInline ? 0 : 1 + (((before % BlockBytes) + count - 1) / BlockBytes));
    }

    public void Delete(string name)
    {
        Erases += _files.ContainsKey(name) ? (double)StepBytes / BlockBytes : 0;
        _files.Remove(name);
    }
}
