namespace System.Device.Gpio;

/// <summary>On ESP32 both schemes mean the GPIO number.</summary>
public enum PinNumberingScheme
{
    Logical = 0,
    Board = 1,
}
