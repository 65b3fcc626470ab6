using Wugang.Sim.Board;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Assigns functions to pins, as those of an ESP32-S3 can be.</summary>
public class Configuration
{
    /// <returns>GPIO number; −1 where the function has no pin.</returns>
    public static int GetFunctionPin(DeviceFunction function)
    {
        PinFunctions functions = PowerCycle.Current.StaticOf<PinFunctions>();
        return function is >= DeviceFunction.ADC1_CH0 and <= DeviceFunction.ADC1_CH9
            ? VirtualAnalogInputs.Pins[function - DeviceFunction.ADC1_CH0]
            : functions.Find(function) ?? -1;
    }

    /// <exception cref="ArgumentException">The pin cannot have this function.</exception>
    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        if (pin is < 0 or >= VirtualPins.Count || (value >= DeviceFunction.ADC1_CH0 && GetFunctionPin(value) != pin))
        {
            throw new ArgumentException($"Pin {pin} cannot be {value}.", nameof(pin));
        }

        PowerCycle.Current.StaticOf<PinFunctions>().Set(value, pin);
    }
}
