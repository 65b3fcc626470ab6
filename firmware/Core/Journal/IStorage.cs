namespace Wugang.Firmware.Core.Journal;

/// <summary>Small files that survive a loss of power: littlefs on the board, a folder or a fault model on the desktop.</summary>
/// <remarks>File names are at most 12 characters of a–z, 0–9 and '.'.</remarks>
public interface IStorage
{
    /// <summary>Names of all files, in any order.</summary>
    string[] List();

    /// <summary>Reads the start of a file into the buffer.</summary>
    /// <returns>The bytes read, at most the buffer's length; 0 where the file is absent or cannot be read.</returns>
    int Read(string name, byte[] buffer);

    /// <summary>Puts bytes behind a file's end; makes the file where it is absent.</summary>
    /// <returns>True once they would survive a loss of power; false if any part may not.</returns>
    bool Append(string name, byte[] buffer, int offset, int count);

    /// <summary>Removes a file; nothing happens where it is absent.</summary>
    void Delete(string name);
}
