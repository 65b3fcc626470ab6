using System.Runtime.ExceptionServices;

namespace Wugang.Sim.Board;

/// <summary>
/// Keeps threads that firmware started with <c>new Thread(...)</c> from ending the process: on the chip a
/// power cut or a crash stops one board, so here it must not stop the others.
/// </summary>
internal static class FirmwareThreads
{
    private static readonly Lock Gate = new();
    private static bool _isGuarded;

    /// <summary>Takes the process-wide handler once.</summary>
    /// <exception cref="InvalidOperationException">
    /// Other code in this process already owns that handler.
    /// </exception>
    public static void Guard()
    {
        lock (Gate)
        {
            if (!_isGuarded)
            {
                ExceptionHandling.SetUnhandledExceptionHandler(Handle);
                _isGuarded = true;
            }
        }
    }

    private static bool Handle(Exception exception)
    {
        PowerCycle? cycle = PowerCycle.OfThisThread;
        cycle?.ReportCrash(exception);
        return cycle is not null;
    }
}
