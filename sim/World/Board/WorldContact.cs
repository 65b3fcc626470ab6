using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.World.Board;

/// <summary>A contact on a GPIO with pull-up: high is open. When it changes it may bounce.</summary>
public sealed class WorldContact : IDigitalInput
{
    private const int MostBounces = 8;

    private readonly VirtualTime _time;
    private readonly WorldOscillator _oscillator;
    private readonly SeededRandom _random;
    private readonly Faults _faults;
    private EdgeRing _edges = new();
    private int _change;

    internal WorldContact(VirtualTime time, WorldOscillator oscillator, SeededRandom random, Faults faults)
    {
        _time = time;
        _oscillator = oscillator;
        _random = random;
        _faults = faults;
    }

    /// <summary>The level has changed; whether the board's interrupt saw it.</summary>
    internal event Action<bool>? Changed;

    public bool IsHigh { get; private set; }

    public bool TryTakeEdge(out bool isHigh, out long atMs)
    {
        return _edges.TryTake(out isHigh, out atMs);
    }

    /// <summary>Opens or closes the contact, now.</summary>
    public void Set(bool isOpen)
    {
        int change = ++_change;
        long settleMs = _faults.BounceMaxMs == 0 ? 0 : _random.Next(_faults.BounceMaxMs + 1);
        SetLevel(isOpen);
        if (settleMs == 0)
        {
            return;
        }

        long bounces = _random.Next(MostBounces);
        for (int i = 0; i < bounces; i++)
        {
            bool level = i % 2 == 0 ? !isOpen : isOpen;
            _time.After(_random.Next(settleMs), () => SetIfNewest(change, level));
        }

        _time.After(settleMs, () => SetIfNewest(change, isOpen));
    }

    /// <summary>Edges that nobody took are gone with the power.</summary>
    internal void Forget()
    {
        _edges = new EdgeRing();
    }

    private void SetIfNewest(int change, bool isHigh)
    {
        if (change == _change)
        {
            SetLevel(isHigh);
        }
    }

    private void SetLevel(bool isHigh)
    {
        if (isHigh == IsHigh)
        {
            return;
        }

        IsHigh = isHigh;
        bool isSeen = !_random.Happens(_faults.MissedEdges);
        if (isSeen)
        {
            _edges.Add(isHigh, _oscillator.UpMs);
        }

        Changed?.Invoke(isSeen);
    }
}
