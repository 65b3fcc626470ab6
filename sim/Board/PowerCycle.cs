using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Wugang.Sim.Board;

/// <summary>
/// The time between one power-on and the next power-off. Whatever a chip forgets at reset hangs on this
/// object: open pins, pulse counters, sockets, and what nanoFramework keeps in static fields.
/// </summary>
/// <remarks>
/// Every handle keeps the cycle it was made in, so that a thread that outlives its power cut can never touch
/// the next cycle of the same board.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "The token source has no timer and no handle.")]
internal sealed class PowerCycle
{
    private static readonly AsyncLocal<PowerCycle?> Ambient = new();

    private readonly CancellationTokenSource _lost = new();
    private readonly Dictionary<Type, object> _statics = [];
    private readonly Stopwatch _sincePowerOn = Stopwatch.StartNew();

    public PowerCycle(VirtualBoard board)
    {
        Board = board;
        Interrupts = new InterruptThread(this);
    }

    /// <summary>The cycle the calling thread belongs to.</summary>
    /// <exception cref="InvalidOperationException">
    /// The thread was not started by firmware of a board.
    /// </exception>
    /// <exception cref="PowerLostException">That cycle has ended.</exception>
    public static PowerCycle Current
    {
        get
        {
            PowerCycle cycle = Ambient.Value ?? throw new InvalidOperationException(
                "No virtual board here: device calls work only on threads of a powered board's firmware.");
            cycle.ThrowIfLost();
            return cycle;
        }
    }

    /// <summary>The cycle of the calling thread, dead or alive; null outside firmware.</summary>
    public static PowerCycle? OfThisThread => Ambient.Value;

    public VirtualBoard Board { get; }

    public InterruptThread Interrupts { get; }

    public TimeSpan Uptime => _sincePowerOn.Elapsed;

    public bool IsLost => _lost.IsCancellationRequested;

    /// <summary>Cancelled at the moment the mains is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>
    /// Makes this cycle the ambient one of the calling thread and of the threads it starts.
    /// </summary>
    public void Enter()
    {
        Ambient.Value = this;
    }

    /// <exception cref="PowerLostException">The mains is gone.</exception>
    public void ThrowIfLost()
    {
        if (IsLost)
        {
            throw new PowerLostException();
        }
    }

    /// <summary>
    /// What nanoFramework keeps in a static field: one per chip and reset, not one per process.
    /// </summary>
    public T StaticOf<T>()
        where T : class, new()
    {
        lock (_statics)
        {
            if (!_statics.TryGetValue(typeof(T), out object? found))
            {
                found = new T();
                _statics.Add(typeof(T), found);
            }

            return (T)found;
        }
    }

    /// <summary>
    /// Cuts the mains: sockets are aborted before this returns, threads notice at their next call.
    /// </summary>
    public void Lose()
    {
        _lost.Cancel();
    }

    /// <summary>
    /// Runs a piece of firmware; what it does not handle becomes the board's crash, a power loss does not.
    /// </summary>
    public void RunFirmware(Action firmware)
    {
        try
        {
            firmware();
        }
        catch (PowerLostException)
        {
            // The power cut ended this thread, as intended.
        }
        catch (Exception exception)
        {
            ReportCrash(exception);
        }
    }

    /// <summary>
    /// Reports an exception that firmware did not handle. After a power cut nobody is left to crash.
    /// </summary>
    public void ReportCrash(Exception exception)
    {
        if (!IsLost && exception is not PowerLostException)
        {
            Board.OnCrashed(exception);
        }
    }
}
