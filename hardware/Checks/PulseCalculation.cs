namespace Wugang.Hardware.Checks;

/// <summary>Pulse inputs: what the meter's output sees, and what reaches the chip.</summary>
/// <param name="SeriesOhm">Both resistors that limit the current, one in each wire.</param>
/// <param name="ShuntOhm">Keeps leakage from lighting the optocoupler.</param>
/// <param name="PullUpOhm">At the optocoupler's collector.</param>
/// <remarks>EN 62053-31 class B and DIN 43864; sources: hardware/sources.md.</remarks>
public sealed record PulseCalculation(double SeriesOhm, double ShuntOhm, double PullUpOhm)
{
    private const double LowestSupplyMv = 4750;
    private const double HighestSupplyMv = 5800;
    private const double LowestDiodeMv = 1000;
    private const double HighestDiodeMv = 1400;
    private const double OnOhm = 800;
    private const double OffUa = 150;
    private const double LogicMv = 3300;

    // Rank C: at least 200 %; half of it is left at a third of the test current and at the end of its life.
    private const double TransferRatio = 1.0;

    /// <summary>Current through a meter's output of 800 ohms, in microamperes.</summary>
    public double OnUa => (LowestSupplyMv - HighestDiodeMv) * 1000 / (SeriesOhm + OnOhm);

    /// <summary>Current through an output that is a plain contact.</summary>
    public double ShortUa => (HighestSupplyMv - LowestDiodeMv) * 1000 / SeriesOhm;

    /// <summary>Leakage that does not light the optocoupler.</summary>
    public double IgnoredUa => LowestDiodeMv * 1000 / ShuntOhm;

    /// <summary>Current that the optocoupler's transistor can carry while the output is on.</summary>
    public double CollectorUa => (OnUa - (HighestDiodeMv * 1000 / ShuntOhm)) * TransferRatio;

    /// <summary>Current that it must carry to pull the input low.</summary>
    public double NeededUa => LogicMv * 1000 / PullUpOhm;

    public static PulseCalculation Read(Schematic schematic, int number)
    {
        return new PulseCalculation(
            schematic.ResistanceBetween($"PULSE{number}_POS", "5V_A") + schematic.ResistanceBetween($"PULSE{number}_NEG", $"PULSE{number}_LED"),
            schematic.ResistanceBetween($"PULSE{number}_LED", "GND_A"),
            schematic.ResistanceBetween($"PULSE{number}_RAW", "3V3"));
    }

    /// <summary>Each line: a figure, what it must be, and whether it is.</summary>
    public IReadOnlyList<Requirement> Requirements()
    {
        return
        [
            Requirement.AtMost("open voltage, mV", HighestSupplyMv, 15000),
            Requirement.AtMost("current of a shorted output, uA", ShortUa, 15000),
            Requirement.AtLeast("current through 800 ohms, uA", OnUa, 2200),
            Requirement.AtLeast("leakage that is passed over, uA", IgnoredUa, OffUa),
            Requirement.AtLeast("collector current, uA", CollectorUa, 2 * NeededUa),
        ];
    }
}
