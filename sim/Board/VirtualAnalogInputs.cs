namespace Wugang.Sim.Board;

/// <summary>The ADC channels of one board, by number.</summary>
public sealed class VirtualAnalogInputs
{
    /// <summary>Channels of the ESP32-S3's first converter.</summary>
    public const int Count = 10;

    private readonly VirtualAnalogInput[] _inputs = new VirtualAnalogInput[Count];

    /// <summary>The GPIO that is fixed to each channel: GPIO1 to GPIO10.</summary>
    public static IReadOnlyList<int> Pins { get; } = [.. Enumerable.Range(1, Count)];

    internal VirtualAnalogInputs()
    {
        for (int number = 0; number < Count; number++)
        {
            _inputs[number] = new VirtualAnalogInput();
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The chip has no such channel.</exception>
    public VirtualAnalogInput this[int channel]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(channel);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Count);
            return _inputs[channel];
        }
    }
}
