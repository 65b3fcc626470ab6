using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Core.Config;

/// <summary>Two files that hold a document each. Which of them counts is said elsewhere; a torn or damaged one is as absent.</summary>
internal sealed class DocumentPair
{
    /// <summary>Number of the first file; 0 stands for none.</summary>
    public const byte First = 1;

    /// <summary>Number of the second file.</summary>
    public const byte Second = 2;

    private readonly IStorage _storage;
    private readonly string _name;
    private readonly int _maxBytes;

    /// <param name="storage">Where the files are.</param>
    /// <param name="name">Their name without the ending, at most 8 characters.</param>
    /// <param name="maxBytes">Longest document.</param>
    public DocumentPair(IStorage storage, string name, int maxBytes)
    {
        _storage = storage;
        _name = name;
        _maxBytes = maxBytes;
    }

    /// <summary>The file that is not this one; the first where it is none.</summary>
    public static byte OtherOf(byte file)
    {
        return file == First ? Second : First;
    }

    /// <summary>The document of a file, or null.</summary>
    public byte[] Read(byte file)
    {
        if (file == 0)
        {
            return null;
        }

        byte[] frame = new byte[Frame.HeaderBytes + _maxBytes];
        int count = Frame.ContentCount(frame, 0, _storage.Read(NameOf(file), frame));
        if (count < 0)
        {
            return null;
        }

        byte[] document = new byte[count];
        System.Array.Copy(frame, Frame.HeaderBytes, document, 0, count);
        return document;
    }

    /// <summary>Replaces the document of a file.</summary>
    /// <returns>False if it may not survive a loss of power.</returns>
    public bool Write(byte file, byte[] document)
    {
        byte[] frame = new byte[Frame.HeaderBytes + document.Length];
        Frame.Write(document, 0, document.Length, frame);
        _storage.Delete(NameOf(file));
        return _storage.Append(NameOf(file), frame, 0, frame.Length);
    }

    private string NameOf(byte file)
    {
        return _name + (file == First ? ".a" : ".b");
    }
}
