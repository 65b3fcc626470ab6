using System.Diagnostics;

namespace Wugang.Sim.App;

/// <summary>A process that this one has started.</summary>
internal static class ChildProcess
{
    /// <summary>Kills it, so that it can say no goodbye, and waits until it is gone.</summary>
    public static async Task KillAndWaitAsync(this Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
