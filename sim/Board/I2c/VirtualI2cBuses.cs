namespace Wugang.Sim.Board;

/// <summary>The I2C buses around one chip: which devices hang on which two wires.</summary>
public sealed class VirtualI2cBuses
{
    /// <summary>Buses of the ESP32-S3.</summary>
    public const int Count = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Data, int Clock), VirtualI2cBus> _buses = [];

    internal VirtualI2cBuses()
    {
    }

    /// <summary>What hangs on these two GPIOs.</summary>
    public VirtualI2cBus At(int dataPin, int clockPin)
    {
        lock (_gate)
        {
            if (!_buses.TryGetValue((dataPin, clockPin), out VirtualI2cBus? bus))
            {
                _buses[(dataPin, clockPin)] = bus = new VirtualI2cBus();
            }

            return bus;
        }
    }
}
