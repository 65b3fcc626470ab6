namespace Wugang.Hardware.Checks;

/// <summary>What a loop consists of, and what the converter makes of it.</summary>
/// <param name="PullUpOhm">The board's resistor to the loops' supply.</param>
/// <param name="TopOhm">Divider, from the terminal to the converter.</param>
/// <param name="BottomOhm">Divider, from the converter to ground.</param>
/// <param name="EndOhm">The resistor at the end of the line.</param>
/// <param name="AlarmOhm">The resistor across the contact; 0 where there is no contact.</param>
/// <remarks>Sources of the tolerances: hardware/calculations/loops.md.</remarks>
public sealed record LoopCircuit(double PullUpOhm, double TopOhm, double BottomOhm, double EndOhm, double AlarmOhm)
{
    /// <summary>The resistors that go into the detectors, by the wiring guide.</summary>
    public const double DetectorOhm = 2200;

    /// <summary>Largest reading of the converter.</summary>
    public const double FullScale = 4095;

    /// <summary>Input voltage at the largest reading, with the reference that the chip is designed for.</summary>
    public const double FullScaleMv = 3100;

    /// <summary>The longest line there and back.</summary>
    public const double WireOhm = 100;

    private const double SupplyTolerance = 0.02;
    private const double ResistorTolerance = 0.01;
    private const double LowestReference = 1000.0 / 1100;
    private const double HighestReference = 1200.0 / 1100;

    // Steps of the converter: non-linearity and noise after the median of three readings.
    private const double ReadingError = 20;

    /// <summary>What the pull-up hangs on, in millivolts: the loops' own 5 V where nothing else is said.</summary>
    public double SupplyMv { get; init; } = 5000;

    /// <summary>Voltage at the terminal that gives the largest reading, in millivolts.</summary>
    public double TerminalFullScaleMv => FullScaleMv * (TopOhm + BottomOhm) / BottomOhm;

    public static LoopCircuit OfZone(Schematic schematic, int number)
    {
        return Read(schematic, $"LOOP{number}_LINE", $"LOOP{number}_DIV", DetectorOhm);
    }

    /// <summary>The loop of the breadboard, on the kit's 3.3 V (hardware/breadboard/README.md).</summary>
    public static LoopCircuit OfBreadboard()
    {
        return new LoopCircuit(10000, 10000, 150000, DetectorOhm, DetectorOhm) { SupplyMv = 3300 };
    }

    public static LoopCircuit OfSiren(Schematic schematic)
    {
        return Read(schematic, "SIREN_LINE", "SIREN_DIV", 0);
    }

    /// <summary>The reading of a loop of so many ohms, with all parts as they should be.</summary>
    public double Nominal(double ohm)
    {
        return Reading(ohm, 0, 1, 0);
    }

    /// <summary>The lowest reading of a loop that should have so many ohms.</summary>
    public double Least(double ohm)
    {
        return Reading(ohm * (1 - ResistorTolerance), -1, HighestReference, -ReadingError);
    }

    /// <summary>The highest reading of a loop that should have so many ohms, at the end of the longest line.</summary>
    public double Most(double ohm)
    {
        return Reading((ohm * (1 + ResistorTolerance)) + WireOhm, 1, LowestReference, ReadingError);
    }

    /// <param name="ohm">Resistance of the loop.</param>
    /// <param name="side">Which way all tolerances go: −1, 0 or 1.</param>
    /// <param name="reference">The chip's reference, 1 for what it should be.</param>
    /// <param name="error">What the converter adds, in steps.</param>
    private double Reading(double ohm, int side, double reference, double error)
    {
        double tolerance = side * ResistorTolerance;
        double top = TopOhm * (1 - tolerance);
        double bottom = BottomOhm * (1 + tolerance);
        double loop = 1 / ((1 / ohm) + (1 / (top + bottom)));
        double terminalMv = SupplyMv * (1 + (side * SupplyTolerance)) * loop / ((PullUpOhm * (1 - tolerance)) + loop);
        double reading = (terminalMv * bottom / (top + bottom) / (FullScaleMv * reference) * FullScale) + error;
        return Math.Clamp(reading, 0, FullScale);
    }

    private static LoopCircuit Read(Schematic schematic, string line, string divider, double alarmOhm)
    {
        return new LoopCircuit(
            schematic.ResistanceBetween(line, "5V_LOOP"),
            schematic.ResistanceBetween(line, divider),
            schematic.ResistanceBetween(divider, "GND"),
            DetectorOhm,
            alarmOhm);
    }
}
