namespace Wugang.Sim.Board;

/// <summary>A file on the flash drive of the calling board, under the name that firmware has for it: <c>FileStream</c>.</summary>
/// <param name="path">Where it is.</param>
/// <param name="mode">How it is opened.</param>
/// <param name="access">What for.</param>
/// <exception cref="IOException">The file cannot be opened, or is to be written while the flash fails.</exception>
public sealed class FlashFileStream(string path, FileMode mode, FileAccess access) : FileStream(path, Check(mode, access), access)
{
    /// <summary>A flash that fails does not even make the file.</summary>
    private static FileMode Check(FileMode mode, FileAccess access)
    {
        return access != FileAccess.Read && VirtualBoard.Current.Flash.IsFailing
            ? throw new IOException("The flash refuses to write.")
            : mode;
    }
}
