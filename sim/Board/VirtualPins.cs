namespace Wugang.Sim.Board;

/// <summary>The pins of one board, by GPIO number.</summary>
public sealed class VirtualPins
{
    /// <summary>GPIO0 to GPIO48 of the ESP32-S3.</summary>
    public const int Count = 49;

    private readonly VirtualPin[] _pins = new VirtualPin[Count];

    internal VirtualPins()
    {
        for (int number = 0; number < Count; number++)
        {
            _pins[number] = new VirtualPin(number);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The chip has no such pin.</exception>
    public VirtualPin this[int number]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
            return _pins[number];
        }
    }

    internal void Reset()
    {
        foreach (VirtualPin pin in _pins)
        {
            pin.Reset();
        }
    }
}
