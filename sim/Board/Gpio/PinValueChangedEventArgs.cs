using nanoFramework.Runtime.Events;

namespace System.Device.Gpio;

/// <summary>Says which edge a pin saw; the level may have changed again since.</summary>
public class PinValueChangedEventArgs : BaseEvent
{
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    public PinEventTypes ChangeType { get; }

    public int PinNumber { get; }
}
