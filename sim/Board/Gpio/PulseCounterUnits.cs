namespace System.Device.Gpio;

/// <summary>The chip's pulse counter hardware.</summary>
internal sealed class PulseCounterUnits
{
    /// <summary>Units of the ESP32-S3.</summary>
    public const int Count = 4;

    private int _used;

    /// <exception cref="InvalidOperationException">All units are in use.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _used) > Count)
        {
            Interlocked.Decrement(ref _used);
            throw new InvalidOperationException($"The chip has {Count} pulse counters and all are in use.");
        }
    }

    public void Release()
    {
        Interlocked.Decrement(ref _used);
    }
}
