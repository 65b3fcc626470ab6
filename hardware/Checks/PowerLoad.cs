namespace Wugang.Hardware.Checks;

/// <summary>Something that takes power from the bus.</summary>
/// <param name="Name">What it is.</param>
/// <param name="QuietMw">From the bus while nothing happens, in milliwatts.</param>
/// <param name="AlarmMw">From the bus while the siren sounds, in milliwatts.</param>
/// <param name="Basis">Where the figure comes from.</param>
public sealed record PowerLoad(string Name, double QuietMw, double AlarmMw, string Basis);
