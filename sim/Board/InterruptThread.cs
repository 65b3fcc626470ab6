using System.Collections.Concurrent;

namespace Wugang.Sim.Board;

/// <summary>
/// The one managed thread on which nanoFramework calls interrupt handlers, in the order of the interrupts.
/// A slow handler delays all later ones, as on the chip.
/// </summary>
internal sealed class InterruptThread
{
    private readonly PowerCycle _cycle;
    private readonly BlockingCollection<Action> _pending = [];

    public InterruptThread(PowerCycle cycle)
    {
        _cycle = cycle;
    }

    public void Start()
    {
        new Thread(Run) { IsBackground = true, Name = "Interrupts" }.Start();
    }

    /// <summary>Queues a handler call; returns at once, on whatever thread changed the pin.</summary>
    public void Post(Action handler)
    {
        _pending.Add(handler);
    }

    private void Run()
    {
        _cycle.Enter();
        try
        {
            foreach (Action handler in _pending.GetConsumingEnumerable(_cycle.Lost))
            {
                _cycle.RunFirmware(handler);
            }
        }
        catch (OperationCanceledException)
        {
            // The mains is gone: interrupts that were waiting are lost with it.
        }
    }
}
