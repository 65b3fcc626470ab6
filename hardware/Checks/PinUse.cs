namespace Wugang.Hardware.Checks;

/// <summary>What the firmware uses a pin for.</summary>
/// <param name="Path">Where the firmware says so.</param>
/// <param name="Gpio">Number of the GPIO.</param>
/// <param name="Net">Net of the carrier board that must be there.</param>
public sealed record PinUse(string Path, int Gpio, string Net);
