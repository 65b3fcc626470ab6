namespace Wugang.Sim.Board;

/// <summary>The debug output of the calling board, under the name that firmware has for it: <c>Debug</c>.</summary>
public static class DebugOutput
{
    /// <summary>Prints a line; nobody need listen.</summary>
    public static void WriteLine(string text)
    {
        VirtualBoard.Current.Print(text);
    }
}
