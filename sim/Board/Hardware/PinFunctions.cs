namespace nanoFramework.Hardware.Esp32;

/// <summary>What firmware has assigned to the pins since power-on.</summary>
internal sealed class PinFunctions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceFunction, int> _pins = [];

    public void Set(DeviceFunction function, int pin)
    {
        lock (_gate)
        {
            _pins[function] = pin;
        }
    }

    public int? Find(DeviceFunction function)
    {
        lock (_gate)
        {
            return _pins.TryGetValue(function, out int pin) ? pin : null;
        }
    }

    public bool IsPwm(int pin)
    {
        lock (_gate)
        {
            return _pins.Any(assigned => assigned.Value == pin && assigned.Key is >= DeviceFunction.PWM1 and <= DeviceFunction.PWM8);
        }
    }
}
