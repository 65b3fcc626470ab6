using System;
using System.Collections;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>Files in memory that can fail and can lose power at a byte.</summary>
internal sealed class FakeStorage : IStorage
{
    private const int Never = -1;

    private readonly ArrayList _names = new ArrayList();
    private readonly ArrayList _contents = new ArrayList();
    private readonly EffectLog _log;

    public FakeStorage(EffectLog log)
    {
        _log = log;
    }

    /// <summary>Whether appends store nothing and say so.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Whether appends store everything and still say that they failed.</summary>
    public bool IsLying { get; set; }

    /// <summary>Bytes that are still written before the power goes; −1 for never.</summary>
    public int BytesUntilCut { get; set; } = Never;

    public int FileCount
    {
        get { return _names.Count; }
    }

    public string[] List()
    {
        return (string[])_names.ToArray(typeof(string));
    }

    public int Read(string name, byte[] buffer)
    {
        byte[] content = ContentOf(name);
        int count = content.Length < buffer.Length ? content.Length : buffer.Length;
        Array.Copy(content, 0, buffer, 0, count);
        return count;
    }

    public bool Append(string name, byte[] buffer, int offset, int count)
    {
        if (IsFailing)
        {
            return false;
        }

        bool isCut = BytesUntilCut != Never && BytesUntilCut < count;
        int written = isCut ? BytesUntilCut : count;
        byte[] before = ContentOf(name);
        byte[] after = new byte[before.Length + written];
        Array.Copy(before, 0, after, 0, before.Length);
        Array.Copy(buffer, offset, after, before.Length, written);
        Delete(name);
        _names.Add(name);
        _contents.Add(after);
        if (isCut)
        {
            BytesUntilCut = Never;
            throw new PowerCutException();
        }

        _log.Add("stored " + name);
        return !IsLying;
    }

    public void Delete(string name)
    {
        int index = _names.IndexOf(name);
        if (index >= 0)
        {
            _names.RemoveAt(index);
            _contents.RemoveAt(index);
        }
    }

    /// <summary>A file's bytes themselves, for a test to damage; none where it is absent.</summary>
    public byte[] ContentOf(string name)
    {
        int index = _names.IndexOf(name);
        return index < 0 ? new byte[0] : (byte[])_contents[index];
    }

    /// <summary>The same files on a chip of its own.</summary>
    public FakeStorage Copy()
    {
        FakeStorage copy = new FakeStorage(_log);
        for (int i = 0; i < _names.Count; i++)
        {
            byte[] content = (byte[])_contents[i];
            copy._names.Add(_names[i]);
            copy._contents.Add(Bytes.Slice(content, 0, content.Length));
        }

        return copy;
    }
}
