namespace Wugang.Sim.Board;

/// <summary>Says which exception the firmware did not handle.</summary>
public sealed class CrashedEventArgs : EventArgs
{
    public CrashedEventArgs(Exception exception)
    {
        Exception = exception;
    }

    /// <summary>What the firmware let escape; never a <see cref="PowerLostException"/>.</summary>
    public Exception Exception { get; }
}
