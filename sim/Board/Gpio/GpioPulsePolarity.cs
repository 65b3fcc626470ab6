namespace System.Device.Gpio;

/// <summary>Which edges a pulse counter counts.</summary>
public enum GpioPulsePolarity
{
    Both = 0,
    Falling = 1,
    Rising = 2,
}
