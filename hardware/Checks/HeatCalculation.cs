namespace Wugang.Hardware.Checks;

/// <summary>How hot the parts get that turn most power into heat, in a closed box in a warm room.</summary>
public static class HeatCalculation
{
    /// <summary>Air in the box, in degrees: a room of 40 and ten more in the box.</summary>
    public const double AirDegrees = 50;

    private sealed record Source(string Name, double Watts, double DegreesPerWatt, double LimitDegrees);

    // Watts: at 13.65 V on the bus with the siren sounding and the battery charging. Degrees per watt: data sheets, on some square
    // centimetres of copper.
    private static readonly Source[] Sources =
    [
        new("U101, 12 W out at 86 %", 12 * ((1 / 0.86) - 1) * 0.6, 30, 125),
        new("D102, 0.88 A at 0.45 V", 0.88 * 0.45, 60, 125),
        new("U301, 1.1 W out at 85 %", 1.1 * ((1 / 0.85) - 1), 90, 125),
        new("U302, 9 loops shorted at 8.65 V", 9 * 0.0005 * 8.65, 120, 125),
        new("R201, charging an empty battery of 11 V", Math.Pow(13.65 - 11, 2) / 5.6, 40, 155),
        new("D202, 0.9 A at 0.45 V", 0.9 * 0.45, 60, 125),
        new("Q101, 1.4 A in 13 milliohms", 1.4 * 1.4 * 0.013, 75, 150),
    ];

    public static IReadOnlyList<Requirement> Requirements()
    {
        return [.. Sources.Select(source => Requirement.AtMost(
            $"{source.Name}: degrees", AirDegrees + (source.Watts * source.DegreesPerWatt), source.LimitDegrees))];
    }
}
