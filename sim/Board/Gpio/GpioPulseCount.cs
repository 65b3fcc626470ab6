namespace System.Device.Gpio;

/// <summary>A counter reading: edges counted, and the time since power-on at which it was taken.</summary>
public struct GpioPulseCount
{
    public long Count;
    public TimeSpan RelativeTime;
}
