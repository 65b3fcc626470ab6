using System.Collections.Concurrent;
using System.Device.Gpio;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>
/// A board whose firmware runs whatever a test hands it, one piece after the other on its main thread.
/// </summary>
internal sealed class TestBoard : IDisposable
{
    /// <summary>How long a test waits for something that should happen soon.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int HeartbeatPin = 48;
    private const int HeartbeatMs = 10;

    private readonly BlockingCollection<Action> _jobs = [];
    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("wugang-board-");

    public TestBoard()
    {
        Board = new VirtualBoard(_flash.FullName);
        Board.PowerOn(Main);
    }

    public VirtualBoard Board { get; }

    public VirtualPins Pins => Board.Pins;

    public void PowerOn()
    {
        Board.PowerOn(Main);
    }

    /// <summary>Runs a piece of firmware and returns its result or throws its exception.</summary>
    public T Run<T>(Func<T> firmware)
    {
        TaskCompletionSource<T> done = new();
        _jobs.Add(() =>
        {
            try
            {
                done.SetResult(firmware());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task.WaitAsync(Patience).GetAwaiter().GetResult();
    }

    public void Run(Action firmware)
    {
        Run(() =>
        {
            firmware();
            return true;
        });
    }

    public void Dispose()
    {
        Board.PowerOff();
        _jobs.Dispose();
        _flash.Delete(recursive: true);
    }

    private void Main()
    {
        GpioPin heartbeat = new GpioController().OpenPin(HeartbeatPin, PinMode.Output);
        while (true)
        {
            heartbeat.Toggle();
            if (_jobs.TryTake(out Action? job, HeartbeatMs))
            {
                job();
            }
        }
    }
}
